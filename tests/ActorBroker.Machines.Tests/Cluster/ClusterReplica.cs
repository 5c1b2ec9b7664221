using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>
/// One broker's replica of a partition. Does what a partition's actor does: asks the machine, remembers, and carries the effects out in their
/// order, without a question.
/// </summary>
internal sealed class ClusterReplica(BrokerId self, int partition, ClusterPlan plan, PartitionTruth truth, ClusterBoard board)
{
    // No more than this many records travel with one answer.
    private const int CreditRecords = 3;

    private readonly List<Offset> _waiting = [];

    public BrokerId Broker => self;

    public ReplicaMachine? Machine { get; private set; }

    public ClusterLog Log { get; private set; } = new();

    public ReplicaMemory Memory { get; private set; } = ReplicaMemory.Empty;

    /// <summary>Producers that wait for the high watermark.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>The high watermark as it was noted last.</summary>
    public Offset Noted { get; private set; } = Offset.Zero;

    /// <summary>Begins a run.</summary>
    public void Start(Incarnation incarnation) =>
        Machine = ReplicaMachine.Start(self, incarnation, plan.Policy, Memory, Noted, Log, board.Rules);

    /// <summary>The partition is no longer kept here, and all of it is deleted.</summary>
    public void Delete()
    {
        Machine = null;
        (Log, Memory, Noted) = (new ClusterLog(), ReplicaMemory.Empty, Offset.Zero);
        _waiting.Clear();
    }

    /// <summary>Stops, with any part of what was not durable; of a log that failed any part is left.</summary>
    public void Crash()
    {
        var least = Machine is { HasFailed: true } ? Log.Start : Log.Durable;
        Stop(least + board.Random.NextInt64(Log.End - least + 1));
    }

    /// <summary>Stops with everything flushed and noted.</summary>
    public void Stop()
    {
        Note();
        if (Machine is { HasFailed: true })
            Crash();
        else
            Stop(Log.End);
    }

    /// <summary>What lies below an offset is old enough to be deleted.</summary>
    public void Delete(Offset start)
    {
        Log.Delete(start);
        truth.Delete(Log.Start);
    }

    /// <summary>Notes the high watermark for the next start.</summary>
    public void Note() => Noted = Machine?.HighWatermark ?? Noted;

    /// <summary>Does one command, and all that follows from it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="records">What came along: a producer's record, or a leader's.</param>
    public void Do(ReplicaCommand command, params ReadOnlySpan<long> records)
    {
        if (Machine is null)
            return;
        var isChanged = DoOne(command, records);
        while (isChanged)
            isChanged = DoOne(new ReplicaCommand.LogChanged(), []);
    }

    private void Stop(Offset kept)
    {
        Machine = null;
        _waiting.Clear();
        Log.Crash(kept);
    }

    private bool DoOne(ReplicaCommand command, ReadOnlySpan<long> records)
    {
        var before = Machine!;
        var decision = before.Decide(command, Log);
        board.Coverage.Decided(before, command, decision);
        Machine = decision.Next;
        foreach (var happened in decision.Events)
            Memory = Memory.Apply(happened);

        var isChanged = false;
        foreach (var effect in decision.Effects)
        {
            if (!board.MayCarryOut())
                return false;
            isChanged |= CarryOut(effect, records);
        }

        Judge(before, decision.Next);
        return isChanged;
    }

    private void Judge(ReplicaMachine before, ReplicaMachine now)
    {
        if (now.Leadership is not null && (before.Leadership is null || before.Roles!.State.LeaderEpoch != now.Roles!.State.LeaderEpoch))
            truth.Lead(now, Log);
        if (now.Leadership is not null && before.Leadership is not null && now.HighWatermark < before.HighWatermark)
            throw new InvalidOperationException($"the high watermark never falls on a leader: {self} had {before.HighWatermark}, has {now.HighWatermark}");
        if (now.Leadership is not null && now.HighWatermark > before.HighWatermark)
            truth.Commit(now, Log, board.ReplicasOf(partition));
        truth.Check(self, now, Log);
    }

    private bool CarryOut(ReplicaEffect effect, ReadOnlySpan<long> records)
    {
        switch (effect)
        {
            case ReplicaEffect.Append append:
                Log.Append(ClusterLog.Record(append.Epoch, (int)records[0]));
                _waiting.Add(append.First);
                return true;
            case ReplicaEffect.AppendFetched:
                foreach (var record in records)
                    Log.Append(record);
                return true;
            case ReplicaEffect.BeginEpoch begin:
                Log.Begin(begin.Epoch);
                return false;
            case ReplicaEffect.Truncate truncate:
                Noted = Offset.Min(Noted, truncate.Offset);
                Log.Cut(truncate.Offset);
                return true;
            case ReplicaEffect.RestartAt restart:
                Noted = Offset.Min(Noted, restart.Offset);
                Log.RestartAt(restart.Offset);
                return true;
            case ReplicaEffect.SetHighWatermark risen:
                _waiting.RemoveAll(first => first < risen.HighWatermark);
                return false;
            case ReplicaEffect.FailWaiting:
                _waiting.Clear();
                return false;
            default:
                Send(effect);
                return false;
        }
    }

    private void Send(ReplicaEffect effect)
    {
        switch (effect)
        {
            case ReplicaEffect.Demand demand:
                board.Send(new ClusterMessage.ToLeader(self.Value, demand.Leader.Value, partition, demand.Request));
                break;
            case ReplicaEffect.Serve serve:
                var records = Log.Read(serve.From, CreditRecords);
                var end = serve.From + records.Length;
                var answer = new FetchAnswer.Records(serve.Epoch, serve.From, end, Log.EpochBefore(end), serve.HighWatermark);
                board.Send(new ClusterMessage.FromLeader(self.Value, serve.Follower.Value, partition, answer, records));
                break;
            case ReplicaEffect.Answer refusal:
                board.Send(new ClusterMessage.FromLeader(self.Value, refusal.Follower.Value, partition, refusal.Message, []));
                break;
            case ReplicaEffect.Propose propose:
                var proposal = new IsrProposal(truth.Id, propose.LeaderEpoch, propose.Epoch, propose.Members);
                board.Ask(self, new AlterIsr(self, Machine!.Incarnation, [proposal]));
                break;
        }
    }
}
