using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>A broker with its replica.</summary>
/// <param name="Broker">Its number.</param>
/// <param name="Machine">The replica's machine; null between a stop and the next registration.</param>
/// <param name="Log">The log.</param>
/// <param name="Memory">What is remembered beside the log.</param>
/// <param name="HighWatermark">The high watermark that was noted for the next start.</param>
/// <param name="WasStoppedCleanly">True when the last stop flushed everything.</param>
/// <remarks>
/// The text leaves out what no later decision can depend on: of a follower's roles all but the leader and its epoch; the last epoch that is
/// remembered, since roles are pulled in their order; how far a follower fetched, beside what it acknowledged; and what is only reported.
/// </remarks>
internal sealed record ReplicaPart(
    BrokerId Broker, ReplicaMachine? Machine, CheckedLog Log, ReplicaMemory Memory, Offset HighWatermark, bool WasStoppedCleanly) : IPart
{
    public void Describe(PartText text)
    {
        text.Add(1).AddNode(Broker.Value).Add(WasStoppedCleanly).Add(HighWatermark.Value).Add(Memory.HasFailed);
        Log.Describe(text);
        if (Machine is not { } machine)
            return;

        text.Add(machine.Incarnation).Add(machine.HighWatermark.Value).Add(machine.HasFailed);
        if (machine.Leadership is { } leadership)
            Describe(text, machine.Roles!, leadership);
        else if (machine.Roles is { State: var state })
            text.AddNode(state.Leader.Value).Add(state.LeaderEpoch.Value);
    }

    private static void Describe(PartText text, ReplicaRoles roles, Leadership leadership)
    {
        text.Add(roles.State).Add(roles.Active);
        text.Add(leadership.EpochStart.Value).Add(leadership.IsHeld).Add(leadership.Maximal).Add(leadership.Proposed);
        text.AddByNode(
            leadership.Followers.Select(progress => KeyValuePair.Create(progress.Follower.Value, progress)),
            static (text, progress) => text.Add(progress.Incarnation).Add(progress.Acknowledged.Value).Add(progress.IsLagging));
    }
}

/// <summary>The controller: the cluster as it decided.</summary>
internal sealed record ControllerPart(MetadataImage Image) : IPart
{
    /// <summary>The one partition.</summary>
    public PartitionImage State => Image.Topics.Find(ReplicationNames.Partition)!;

    /// <summary>What brokers see.</summary>
    public (MetadataImage Image, PartitionImage State) Seen => (Image, State);

    /// <summary>The same cluster, with the replicas in every order.</summary>
    public IEnumerable<MetadataImage> WithReplicasInEveryOrder()
    {
        var state = State;
        foreach (var order in Renaming.Orders([.. state.Replicas]))
        {
            var ordered = state with
            {
                Replicas = [.. order],
                Isr = [.. order.Where(state.Isr.Contains)],
                Elr = [.. order.Where(state.Elr.Contains)],
                LastKnownElr = [.. order.Where(state.LastKnownElr.Contains)],
            };
            yield return Image with { Topics = Image.Topics.WithPartitions([new PartitionChange(ReplicationNames.Partition, ordered)]) };
        }
    }

    public void Describe(PartText text)
    {
        text.Add(2).Add(State);
        text.AddByNode(
            Image.Brokers.Values.Select(broker => KeyValuePair.Create(broker.Id.Value, broker)),
            static (text, broker) => text.Add(broker.Incarnation).Add(broker.IsFenced).Add(broker.IsShuttingDown));
    }
}

/// <summary>A demand on its way.</summary>
internal sealed record FetchPart(BrokerId To, FetchRequest Request) : IPart
{
    public void Describe(PartText text) => text.Add(3).AddNode(To.Value).AddNode(Request.Follower.Value).Add(Request.Incarnation)
        .Add(Request.LeaderEpoch.Value).Add(Request.FetchOffset.Value).Add(Request.LastEpoch.Value).Add(Request.Durable.Value);

    public override string ToString() =>
        $"leader {To} gets from {Request.Follower}: Fetch in epoch {Request.LeaderEpoch} from {Request.FetchOffset} behind epoch {Request.LastEpoch}, durable to {Request.Durable}, high watermark {Request.HighWatermark}";
}

/// <summary>A leader's answer on its way, with the records that come along.</summary>
internal sealed record AnswerPart(BrokerId To, FetchAnswer Answer, ImmutableArray<LogRecord> Records) : IPart
{
    public void Describe(PartText text)
    {
        text.Add(4).AddNode(To.Value).Add(Answer.LeaderEpoch.Value);
        switch (Answer)
        {
            case FetchAnswer.Records records:
                text.Add(1).Add(records.From.Value).Add(records.HighWatermark.Value).Add(Records.Length);
                foreach (var record in Records)
                    text.Add(record.Epoch).Add(record.Id);
                break;
            case FetchAnswer.Diverged diverged:
                text.Add(2).Add(diverged.FetchOffset.Value).Add(diverged.LastEpoch.Value).Add(diverged.Boundary.Epoch.Value)
                    .Add(diverged.Boundary.End.Value).Add(diverged.LogStart.Value);
                break;
            case FetchAnswer.OutOfRange range:
                text.Add(3).Add(range.FetchOffset.Value).Add(range.LogStart.Value);
                break;
            case FetchAnswer.Refused refused:
                text.Add(4).Add((int)refused.Error);
                break;
        }
    }

    public override string ToString() => Answer switch
    {
        FetchAnswer.Records records => $"follower {To} gets: Records in epoch {Answer.LeaderEpoch} from {records.From} [{string.Join(' ', Records)}], high watermark {records.HighWatermark}",
        FetchAnswer.Diverged diverged => $"follower {To} gets: Diverged in epoch {Answer.LeaderEpoch} at {diverged.FetchOffset}, epoch {diverged.Boundary.Epoch} ends at {diverged.Boundary.End}",
        _ => $"follower {To} gets: {Answer}",
    };
}

/// <summary>A proposal of another ISR on its way.</summary>
internal sealed record ProposalPart(ReplicaIncarnation From, LeaderEpoch LeaderEpoch, PartitionEpoch Epoch, ImmutableArray<ReplicaIncarnation> Members) : IPart
{
    public void Describe(PartText text) =>
        text.Add(5).AddNode(From.Broker.Value).Add(From.Incarnation).Add(LeaderEpoch.Value).Add(Epoch.Value).Add(Members);

    public override string ToString() =>
        $"the controller gets from leader {From.Broker}: AlterIsr upon partition epoch {Epoch} to {ReplicationNames.Tell(Members)}";
}

/// <summary>The controller's answer to a proposal on its way.</summary>
internal sealed record ResultPart(BrokerId To, PartitionEpoch Epoch, IsrResult Result) : IPart
{
    public void Describe(PartText text)
    {
        text.Add(6).AddNode(To.Value).Add(Epoch.Value).Add((int)Result.Error.Code).Add(Result.MinIsr);
        if (Result.State is { } state)
            text.Add(state);
    }

    public override string ToString() =>
        $"leader {To} gets from the controller: {Result.Error.Code}, ISR {(Result.State is { } state ? ReplicationNames.Tell(state.Isr) : "unknown")}";
}

/// <summary>What was ever committed, record by record.</summary>
internal sealed record ReplicationHistory(ImmutableArray<LogRecord> Committed) : IPart
{
    public static readonly ReplicationHistory Empty = new([]);

    public void Describe(PartText text)
    {
        text.Add(7);
        foreach (var record in Committed)
            text.Add(record.Epoch).Add(record.Id);
    }
}

/// <summary>What may still happen.</summary>
internal sealed record ReplicationBudget(int Records, int Crashes, int CleanStops, int Duplicates, int Suspicions) : IPart
{
    public void Describe(PartText text) => text.Add(8).Add(Records).Add(Crashes).Add(CleanStops).Add(Duplicates).Add(Suspicions);
}
