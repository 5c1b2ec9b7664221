using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>A node as a broker: registers, pulls the metadata and gives its replicas their roles, stops and starts.</summary>
internal sealed class ClusterBroker(int number, ClusterBoard board)
{
    private readonly BrokerId _self = new(number);
    private Guid _runId;
    private Incarnation _run = Incarnation.None;
    private Incarnation _noted = Incarnation.None;
    private bool _wasStoppedCleanly = true;
    private int _seen;

    public ClusterReplica[] Replicas { get; } =
        [.. board.Truths.Select((truth, partition) => new ClusterReplica(new BrokerId(number), partition, board.Plan, truth, board))];

    public bool IsRunning { get; private set; }

    /// <summary>True when it registered in this run and knows it.</summary>
    public bool IsRegistered => _run != Incarnation.None;

    /// <summary>True when it would say of a replica that it lacks records, were it to register now or again, although it need not.</summary>
    public bool IsInDoubt(int partition) =>
        Replicas[partition].Memory.HasFailed || (board.Plan.Policy == FlushPolicy.Os && !IsRegistered && !_wasStoppedCleanly);

    /// <summary>True when this is its present or last run.</summary>
    public bool IsRun(Guid runId) => _runId == runId;

    /// <summary>What it knows of the cluster.</summary>
    public MetadataImage Seen => board.Metadata.At(_seen);

    /// <summary>Begins a run. At first it knows no more than it knew before, or less.</summary>
    public void Start()
    {
        (IsRunning, _runId, _run) = (true, board.NextGuid(), Incarnation.None);
        _seen = board.Random.Next(_seen + 1);
    }

    /// <summary>Stops with everything flushed. After a crash its logs are not complete by that before the controller has heard of the crash.</summary>
    public void Stop()
    {
        foreach (var replica in Replicas)
            replica.Stop();
        (IsRunning, _wasStoppedCleanly) = (false, _wasStoppedCleanly || IsRegistered);
    }

    /// <summary>Stops and loses any part of what was not durable.</summary>
    public void Crash()
    {
        foreach (var replica in Replicas)
            replica.Crash();
        (IsRunning, _wasStoppedCleanly) = (false, false);
    }

    /// <summary>A log's disk fails.</summary>
    public void Fail(int partition) => Replicas[partition].Do(new ReplicaCommand.LogFailed());

    /// <summary>What it does by itself from time to time.</summary>
    public void Tick()
    {
        if (!IsRegistered)
            Register();
        else if (Seen.Brokers.TryGetValue(_self, out var known) && known is { IsFenced: true, IsShuttingDown: false } && known.Incarnation >= _run)
            Unfence();
    }

    /// <summary>The controller answered. A broker that hears that another run of it was registered stops; it was a registration that came late.</summary>
    public void Take(ControllerCommand asked, ControllerReply reply)
    {
        if (asked is UnfenceBroker unfence && unfence.Incarnation == _run && reply is Acknowledged { Error.Code: ErrorCode.StaleBrokerEpoch })
            Stop();
        if (asked is RegisterBroker registered && registered.Registration.RunId == _runId && reply is BrokerRegistrationReply { Incarnation: var run } && !IsRegistered)
            Begin(run);
        if (asked is AlterIsr alter && alter.Incarnation == _run && reply is IsrReply altered)
            Find(alter.Proposals[0].Id)?.Do(new ReplicaCommand.IsrAnswered(alter.Proposals[0].Epoch, altered.Partitions[0]));
    }

    /// <summary>Pulls the metadata: all there is, or less.</summary>
    public void Pull(bool all)
    {
        _seen = all ? board.Metadata.End : board.Random.Next(_seen, board.Metadata.End + 1);
        for (var partition = 0; partition < Replicas.Length; partition++)
            GiveRoles(partition);
    }

    /// <summary>It wants to stop.</summary>
    public void AskToStop() => board.Ask(_self, new ShutDownBroker(_self, _run));

    private void Register()
    {
        var policy = board.Plan.Policy;
        var isComplete = _wasStoppedCleanly || policy == FlushPolicy.Commit;
        board.Ask(_self, new RegisterBroker(new BrokerRegistration
        {
            Id = _self,
            RunId = _runId,
            CompleteSince = isComplete ? _noted : Incarnation.None,
            Incomplete = [.. Replicas.Where(replica => !replica.Memory.IsComplete(policy, _wasStoppedCleanly, isSound: true))
                .Select(replica => board.Truths[Array.IndexOf(Replicas, replica)].Id)],
            IsPredecessorGone = true,
        }));
    }

    // From the moment it asks for its return its logs are of this run.
    private void Unfence()
    {
        _noted = _run;
        board.Ask(_self, new UnfenceBroker(_self, _run));
    }

    private void Begin(Incarnation run)
    {
        _run = run;
        for (var partition = 0; partition < Replicas.Length; partition++)
            GiveRoles(partition);
    }

    // Metadata of before this run's registration says nothing of this run: a replica that is missing there must not be deleted.
    private void GiveRoles(int partition)
    {
        var seen = Seen;
        if (!IsRegistered || !seen.Brokers.TryGetValue(_self, out var known) || known.Incarnation != _run)
            return;
        if (seen.Topics.Find(board.Truths[partition].Id) is not { } state)
            return;

        var replica = Replicas[partition];
        if (!state.Replicas.Contains(_self))
        {
            replica.Delete();
            return;
        }

        if (replica.Machine is null)
            replica.Start(_run);
        var active = state.Replicas.Where(seen.IsActive).Select(other => new ReplicaIncarnation(other, seen.Brokers[other].Incarnation));
        replica.Do(new ReplicaCommand.RolesChanged(new ReplicaRoles(state, board.MinIsrOf(seen, state.Replicas.Length), _run, [.. active])));
    }

    private ClusterReplica? Find(PartitionId id) => Replicas[id.Index.Value];
}
