using System.Runtime.InteropServices;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Controller;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>What must hold of one partition (spec/reliability 6(e)): every record ever committed, every leader of every epoch. Throws when it does not.</summary>
internal sealed class PartitionTruth(ClusterPlan plan, CommittedMetadata metadata, PartitionId id)
{
    private readonly List<long> _committed = [];
    private readonly List<LeaderEpoch> _committedIn = [];
    private readonly Dictionary<LeaderEpoch, (BrokerId, Incarnation)> _leaders = [];
    private readonly Dictionary<BrokerId, Incarnation> _damaged = [];
    private readonly Dictionary<BrokerId, LeaderEpoch> _sentAway = [];

    public PartitionId Id => id;

    /// <summary>
    /// True once replicas were moved away at an operator's word, and those that stayed had lost records that the controller could not know of yet. From
    /// then on nothing is asked of the partition but that it serves again.
    /// </summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>How many records were ever committed.</summary>
    public int Committed => _committed.Count;

    /// <summary>The roles as they are committed; null before the partition is there.</summary>
    public PartitionImage? State => metadata.Present.Topics.Find(id);

    private bool IsCommit => plan.Policy == FlushPolicy.Commit;

    /// <summary>
    /// A broker is about to lose records that it may have acknowledged. Says no where that costs a record for good: when so many of those that count
    /// as complete have lost some already that the minimum was meant to cover, or this is the last.
    /// </summary>
    /// <param name="broker">The broker.</param>
    /// <param name="doubted">Those that would say of themselves that they lack records, were they to start again: they have not learnt yet that they caught up, or have not told of a crash.</param>
    public bool MayDamage(BrokerId broker, IEnumerable<BrokerId> doubted)
    {
        if (State is not { } state || !state.Replicas.Contains(broker))
            return true;
        var others = _damaged.Keys.Where(IsDamaged).Union(doubted).Where(other => other != broker).ToList();
        return others.Count + 1 < plan.MinIsr && state.Isr.AddRange(state.Elr).Any(known => known != broker && !others.Contains(known));
    }

    /// <summary>A broker lost records, in this run or an earlier one; the controller learns of it with the next run.</summary>
    public void Damage(BrokerId broker) => _damaged[broker] = RegisteredRun(broker);

    /// <summary>The cluster is about to change.</summary>
    public void Change(MetadataImage after)
    {
        if (State is not { } before || after.Topics.Find(id) is not { } state || before.Replicas.All(state.Replicas.Contains))
            return;
        foreach (var broker in before.Replicas.Where(broker => !state.Replicas.Contains(broker)))
            _sentAway[broker] = state.LeaderEpoch;
        IsGivenUp |= _damaged.Count > 0 && !state.Isr.AddRange(state.Elr).Any(broker => !IsDamaged(broker));
    }

    /// <summary>A replica begins to lead.</summary>
    public void Lead(ReplicaMachine leader, ClusterLog log)
    {
        var epoch = leader.Roles!.State.LeaderEpoch;
        var run = (leader.Self, leader.Incarnation);
        if (!_leaders.TryAdd(epoch, run) && _leaders[epoch] != run)
            throw new InvalidOperationException($"an epoch has one leader: {epoch} has {_leaders[epoch]} and {run}");

        // A replica may learn late that it leads, when a later leader has committed more; it does no harm, since it waits for all who may be in sync.
        var before = _committedIn.FindLastIndex(committedIn => committedIn < epoch) + 1;
        if (!IsGivenUp && !log.Has(CollectionsMarshal.AsSpan(_committed)[..before], isDurable: false))
            throw new InvalidOperationException($"a committed record is never lost: leader {run} of epoch {epoch} has {log} of {Tell()}");
    }

    /// <summary>A leader's high watermark rose, or it began with one.</summary>
    public void Commit(ReplicaMachine leader, ClusterLog log, IEnumerable<ClusterReplica> replicas)
    {
        var end = leader.HighWatermark;
        CheckBelow(leader, log);
        if (IsGivenUp || end <= new Offset(_committed.Count))
            return;
        log.CopyTo(_committed, end);
        while (_committedIn.Count < _committed.Count)
            _committedIn.Add(leader.Roles!.State.LeaderEpoch);

        // Who was in the ISR and acknowledged, and then was damaged or sent away, had it.
        var holders = replicas.Count(replica => replica.Log.Has(CollectionsMarshal.AsSpan(_committed), IsCommit));
        var roles = leader.Roles!.State;
        var sentAway = roles.Isr.Count(member => _sentAway.TryGetValue(member, out var since) && since > roles.LeaderEpoch);
        if (holders + _damaged.Keys.Count(broker => roles.Isr.Contains(broker)) + sentAway < plan.MinIsr)
            throw new InvalidOperationException($"nothing is acknowledged below the minimum: {Tell()} is on {holders} replicas");
    }

    /// <summary>What must hold of a replica at any time.</summary>
    public void Check(BrokerId broker, ReplicaMachine? machine, ClusterLog log)
    {
        if (IsGivenUp)
            return;
        if (machine is not null)
            CheckBelow(machine, log);
        if (State is not { } state || !(state.Isr.Contains(broker) || state.Elr.Contains(broker)) || IsDamaged(broker))
            return;
        if (!log.Has(CollectionsMarshal.AsSpan(_committed), IsCommit))
            throw new InvalidOperationException($"ISR and eligible replicas hold what is acknowledged: {broker} has {log} of {Tell()}; {ClusterInvariants.RolesOf(state)}");
    }

    private void CheckBelow(ReplicaMachine machine, ClusterLog log)
    {
        var below = CollectionsMarshal.AsSpan(_committed)[..(int)Math.Min(machine.HighWatermark.Value, _committed.Count)];
        var isKnown = machine.Leadership is not null || machine.HighWatermark <= new Offset(_committed.Count);
        if (!IsGivenUp && !machine.HasFailed && !(isKnown && log.Has(below, isDurable: false)))
            throw new InvalidOperationException($"logs agree up to the high watermark: {machine.Self} has {log}, high watermark {machine.HighWatermark}, of {Tell()}");
    }

    private bool IsDamaged(BrokerId broker) => _damaged.TryGetValue(broker, out var run) && run == RegisteredRun(broker);

    private Incarnation RegisteredRun(BrokerId broker) => metadata.Present.Brokers.TryGetValue(broker, out var registered) ? registered.Incarnation : Incarnation.None;

    private string Tell() => $"[{string.Join(' ', _committed.Select(record => $"{record >> 32}:{(int)record}"))}]";
}
