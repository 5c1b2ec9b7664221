using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Broker 1's replica of a partition on brokers 1 to 3, in few words. Each broker is in the run that has its number.</summary>
internal static class ReplicaSamples
{
    public static readonly BrokerId One = new(1);

    public static readonly BrokerId Two = new(2);

    public static readonly BrokerId Three = new(3);

    /// <summary>A log of records of these epochs, all durable.</summary>
    public static CheckedLog Flushed(params int[] epochs) => Written(epochs).Flush();

    /// <summary>The same, with nothing durable.</summary>
    public static CheckedLog Written(params int[] epochs) =>
        epochs.Select((epoch, id) => new LogRecord(epoch, id)).Aggregate(CheckedLog.Empty, (log, record) => log.Append(record));

    /// <summary>Roles in a leader epoch; all are active, and at least two have to be in sync.</summary>
    public static ReplicaRoles Roles(int leader, int leaderEpoch, int epoch, params int[] isr) => new(
        new PartitionImage
        {
            Replicas = [One, Two, Three],
            Isr = [.. isr.Select(number => new BrokerId(number))],
            Leader = new BrokerId(leader),
            LeaderEpoch = new LeaderEpoch(leaderEpoch),
            Epoch = new PartitionEpoch(epoch),
        },
        MinIsr: 2,
        new Incarnation(1),
        Runs(1, 2, 3));

    public static ImmutableArray<ReplicaIncarnation> Runs(params int[] brokers) =>
        [.. brokers.Select(number => new ReplicaIncarnation(new BrokerId(number), new Incarnation(number)))];

    /// <summary>Before any roles.</summary>
    public static ReplicaMachine Idle(CheckedLog log, FlushPolicy policy = FlushPolicy.Commit, int highWatermark = 0) =>
        ReplicaMachine.Start(One, new Incarnation(1), policy, ReplicaMemory.Empty, new Offset(highWatermark), log);

    /// <summary>Leads in an epoch with the partition epoch 10.</summary>
    public static ReplicaMachine Leader(CheckedLog log, int leaderEpoch, params int[] isr) => Take(Idle(log), Roles(1, leaderEpoch, 10, isr), log).Next;

    /// <summary>Follows broker 2 in an epoch.</summary>
    public static ReplicaMachine Follower(CheckedLog log, int leaderEpoch, int highWatermark = 0) =>
        Take(Idle(log, highWatermark: highWatermark), Roles(2, leaderEpoch, 10, 1, 2, 3), log).Next;

    public static ReplicaDecision Take(ReplicaMachine replica, ReplicaRoles roles, CheckedLog log) => replica.Decide(new ReplicaCommand.RolesChanged(roles), log);

    /// <summary>A demand of another broker, which has all durable that it has.</summary>
    public static FetchRequest Demand(int follower, int leaderEpoch, int offset, int lastEpoch, int highWatermark = 0) => new(
        new BrokerId(follower),
        new Incarnation(follower),
        new LeaderEpoch(leaderEpoch),
        new Offset(offset),
        new LeaderEpoch(lastEpoch),
        new Offset(offset),
        new Offset(highWatermark));

    public static ReplicaDecision Hear(ReplicaMachine leader, FetchRequest request, CheckedLog log) => leader.Decide(new ReplicaCommand.Fetch(request), log);

    public static ReplicaDecision Hear(ReplicaMachine follower, FetchAnswer answer, CheckedLog log) => follower.Decide(new ReplicaCommand.Fetched(answer), log);

    /// <summary>The leader of an epoch sends what it has from an offset on.</summary>
    public static FetchAnswer.Records Records(int leaderEpoch, int from, int end, int lastEpoch, int highWatermark) =>
        new(new LeaderEpoch(leaderEpoch), new Offset(from), new Offset(end), new LeaderEpoch(lastEpoch), new Offset(highWatermark));

    /// <summary>The leader's log parts from that of one whose log ends here; it has the epoch up to there.</summary>
    public static FetchAnswer.Diverged Diverged(int leaderEpoch, int offset, int lastEpoch, int epoch, int end) => new(
        new LeaderEpoch(leaderEpoch), new Offset(offset), new LeaderEpoch(lastEpoch), new EpochBoundary(new LeaderEpoch(epoch), new Offset(end)), Offset.Zero);

    public static ReplicaEffect Cut(int offset) => new ReplicaEffect.Truncate(new Offset(offset));

    public static ReplicaEffect HighWatermark(int offset) => new ReplicaEffect.SetHighWatermark(new Offset(offset));

    public static ReplicaEffect Propose(int leaderEpoch, int epoch, params int[] isr) =>
        new ReplicaEffect.Propose(new LeaderEpoch(leaderEpoch), new PartitionEpoch(epoch), Runs(isr));

    /// <summary>The names of what is wanted, in its order.</summary>
    public static string Names(ReplicaDecision decision) => string.Join(' ', decision.Effects.Select(effect => effect.GetType().Name));

    /// <summary>The only answer that a decision wants sent.</summary>
    public static FetchAnswer Answer(ReplicaDecision decision) => Assert.IsType<ReplicaEffect.Answer>(Assert.Single(decision.Effects)).Message;
}
