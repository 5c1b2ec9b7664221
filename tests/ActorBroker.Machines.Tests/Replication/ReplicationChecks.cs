using System.Collections.Immutable;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>What must hold of a partition (spec/reliability 6(e)).</summary>
internal static class ReplicationChecks
{
    /// <summary>A replica begins to lead: alone in its epoch, and with all that was ever committed. Null when it does.</summary>
    public static string? Lead(ReplicationHistory history, ReplicaPart leader, IEnumerable<ReplicaPart> others)
    {
        var machine = leader.Machine!;
        var epoch = machine.Roles!.State.LeaderEpoch;
        if (others.Any(other => other.Machine is { Leadership: not null, Roles.State: var state } && state.LeaderEpoch == epoch))
            return $"an epoch has one leader: {epoch} has two";
        return leader.Log.BeginsWith(history.Committed)
            ? null
            : $"a committed record is never lost: leader {machine.Self} of epoch {epoch} has {leader.Log} of [{string.Join(' ', history.Committed)}]";
    }

    /// <summary>A leader's high watermark rose: what lies below is committed, and enough replicas have it.</summary>
    /// <param name="history">What happened before.</param>
    /// <param name="leader">The leader.</param>
    /// <param name="replicas">All replicas.</param>
    /// <param name="lost">How many replicas may have lost it since.</param>
    /// <param name="broken">The rule that is broken; null when none is.</param>
    public static ReplicationHistory Commit(
        ReplicationHistory history, ReplicaPart leader, IReadOnlyCollection<ReplicaPart> replicas, int lost, out string? broken)
    {
        var machine = leader.Machine!;
        var committed = leader.Log.Records[..(int)machine.HighWatermark.Value];
        var holders = replicas.Count(replica => Has(replica, committed, machine.Policy));
        broken = !Agree(committed, history.Committed)
            ? $"a committed record is never changed: [{string.Join(' ', history.Committed)}] became [{string.Join(' ', committed)}]"
            : holders + lost < ControllerTurns.MinIsr
                ? $"nothing is acknowledged below the minimum: [{string.Join(' ', committed)}] is on {holders} replicas"
                : null;
        return committed.Length > history.Committed.Length ? history with { Committed = committed } : history;
    }

    /// <summary>What must hold of one replica at any time; null when it does.</summary>
    public static string? Check(ControllerPart controller, ReplicaPart replica, ReplicationHistory history, FlushPolicy policy)
    {
        if (replica.Machine is { } machine && !BelowHighWatermark(replica, machine, history))
            return $"logs agree up to the high watermark: {replica.Broker} has {replica.Log}, high watermark {machine.HighWatermark}; committed is [{string.Join(' ', history.Committed)}]";

        var state = controller.State;
        var counts = state.Isr.Contains(replica.Broker) || state.Elr.Contains(replica.Broker);
        if (!counts || !IsKnown(controller, replica, policy) || Has(replica, history.Committed, policy))
            return null;
        return $"ISR and eligible replicas hold what is acknowledged: {replica.Broker} has {replica.Log} of [{string.Join(' ', history.Committed)}]; {ReplicationNames.Tell(state)}";
    }

    // The controller cannot know of a crash before the broker is back; but under commit a crash costs nothing that was acknowledged.
    private static bool IsKnown(ControllerPart controller, ReplicaPart replica, FlushPolicy policy) =>
        policy == FlushPolicy.Commit || replica.Machine?.Incarnation == controller.Image.Brokers[replica.Broker].Incarnation;

    private static bool BelowHighWatermark(ReplicaPart replica, ReplicaMachine machine, ReplicationHistory history)
    {
        var below = (int)machine.HighWatermark.Value;
        return below <= history.Committed.Length && replica.Log.BeginsWith(history.Committed[..below]);
    }

    private static bool Has(ReplicaPart replica, ImmutableArray<LogRecord> records, FlushPolicy policy) =>
        replica.Log.BeginsWith(records) && (policy == FlushPolicy.Os || replica.Log.OnDisk >= new Offset(records.Length));

    private static bool Agree(ImmutableArray<LogRecord> left, ImmutableArray<LogRecord> right)
    {
        var shared = Math.Min(left.Length, right.Length);
        return left.AsSpan()[..shared].SequenceEqual(right.AsSpan()[..shared]);
    }
}
