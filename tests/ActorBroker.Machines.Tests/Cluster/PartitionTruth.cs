using System.Runtime.InteropServices;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Controller;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>What must hold of one partition (spec/reliability 6(e)): every record ever committed, every leader of every epoch. Throws when it does not.</summary>
/// <remarks>
/// What is forgiven, and why. A broker whose disk lost what it had acknowledged lacks it until it registers again, since nobody can know of it before;
/// the faults are limited to what the minimum covers (<see cref="MayDamage"/>). A replica that was moved away deletes its log, also what a leader of
/// before still counts on. An operator may make a leader of a replica that lacks records: by an unclean election; or, while some have lost theirs and
/// nobody can know, by moving the others away, or by a minimum so low that the others are not needed. From that leader's log on there is another
/// truth, and replicas and leaders of before are asked again once they agree with it. Nothing else is.
/// </remarks>
internal sealed class PartitionTruth(ClusterBoard board, PartitionId id)
{
    private readonly List<long> _committed = [];
    private readonly List<LeaderEpoch> _committedIn = [];
    private readonly Dictionary<LeaderEpoch, (BrokerId, Incarnation)> _leaders = [];
    private readonly Dictionary<BrokerId, Incarnation> _damaged = [];
    private readonly Dictionary<BrokerId, LeaderEpoch> _sentAway = [];
    private readonly HashSet<BrokerId> _disagreeing = [];
    private Offset _deletedTo = Offset.Zero;
    private int _leastMinIsr = board.Plan.MinIsr;
    private LeaderEpoch _chosenIn = LeaderEpoch.None;
    private bool _isChosenUnknown;
    private bool _isUncovered;

    public PartitionId Id => id;

    /// <summary>How often an operator made a leader of a replica that may lack committed records.</summary>
    public int Losses { get; private set; }

    /// <summary>How many committed records there are.</summary>
    public int Committed => _committed.Count;

    /// <summary>The roles as they are committed; null before the partition is there.</summary>
    public PartitionImage? State => board.Metadata.Present.Topics.Find(id);

    private bool IsCommit => board.Plan.Policy == FlushPolicy.Commit;

    /// <summary>
    /// A broker is about to lose records that it may have acknowledged. Says no where that costs a record for good: when so many of those that count
    /// as complete have lost some already that the lowest minimum there was is meant to cover, or this is the last.
    /// </summary>
    /// <param name="broker">The broker.</param>
    /// <param name="doubted">Those that would say of themselves that they lack records, were they to start again: they have not learnt yet that they caught up, or have not told of a crash.</param>
    public bool MayDamage(BrokerId broker, IEnumerable<BrokerId> doubted)
    {
        if (State is not { } state || !state.Replicas.Contains(broker))
            return true;
        var others = _damaged.Keys.Where(IsDamaged).Union(doubted).Where(other => other != broker).ToList();
        return others.Count + 1 < _leastMinIsr && state.Isr.AddRange(state.Elr).Any(known => known != broker && !others.Contains(known));
    }

    /// <summary>A broker lost records, in this run or an earlier one; the controller learns of it with the next run.</summary>
    public void Damage(BrokerId broker) => _damaged[broker] = RegisteredRun(broker);

    /// <summary>A replica deletes what lies below its new start, and others that lack it may begin there.</summary>
    public void Delete(Offset start) => _deletedTo = Offset.Max(_deletedTo, start);

    /// <summary>The cluster is about to change.</summary>
    public void Change(MetadataImage after)
    {
        if (after.Topics.Find(id) is not { } state)
            return;
        var minIsr = board.MinIsrOf(after, state.Replicas.Length);
        _isUncovered = _isUncovered ? _damaged.Keys.Any(IsDamaged) : minIsr < _leastMinIsr && _damaged.Keys.Count(IsDamaged) >= minIsr;
        _leastMinIsr = Math.Min(_leastMinIsr, minIsr);
        if (State is not { } before)
            return;

        var movedAway = before.Replicas.Where(broker => !state.Replicas.Contains(broker)).ToList();
        foreach (var broker in movedAway)
            _sentAway[broker] = state.LeaderEpoch;
        if ((movedAway.Count > 0 || _isUncovered) && !_isChosenUnknown && state.Isr.AddRange(state.Elr).All(IsDamaged))
            BeginAnewIn(new LeaderEpoch(state.LeaderEpoch.Value + 1));
        if (state.LeaderEpoch > before.LeaderEpoch && state.Leader != BrokerId.None && IsUnclean(before, state))
            BeginAnewIn(state.LeaderEpoch);
    }

    /// <summary>A replica begins to lead.</summary>
    public void Lead(ReplicaMachine leader, ClusterLog log)
    {
        var epoch = leader.Roles!.State.LeaderEpoch;
        var run = (leader.Self, leader.Incarnation);
        if (!_leaders.TryAdd(epoch, run) && _leaders[epoch] != run)
            throw new InvalidOperationException($"an epoch has one leader: {epoch} has {_leaders[epoch]} and {run}");
        if (epoch < _chosenIn)
            return;
        if (_isChosenUnknown)
            BeginWith(leader.Self, log);

        // A replica may learn late that it leads, when a later leader has committed more; it does no harm, since it waits for all who may be in sync.
        var before = _committedIn.FindLastIndex(committedIn => committedIn < epoch) + 1;
        if (!log.Has(CollectionsMarshal.AsSpan(_committed)[..before], isDurable: false))
            throw new InvalidOperationException($"a committed record is never lost: leader {run} of epoch {epoch} has {log} of {Tell()}");
    }

    /// <summary>A leader's high watermark rose, or it began with one.</summary>
    public void Commit(ReplicaMachine leader, ClusterLog log, IEnumerable<ClusterReplica> replicas)
    {
        var (roles, end) = (leader.Roles!, leader.HighWatermark);
        if (roles.State.LeaderEpoch < _chosenIn && !_isChosenUnknown)
            return;
        CheckBelow(leader, log);
        if (end <= new Offset(_committed.Count))
            return;
        log.CopyTo(_committed, end);
        while (_committedIn.Count < _committed.Count)
            _committedIn.Add(roles.State.LeaderEpoch);

        var holders = replicas.Count(replica => replica.Log.Has(CollectionsMarshal.AsSpan(_committed), IsCommit) || HadIt(leader, replica.Broker));
        if (holders < roles.MinIsr)
            throw new InvalidOperationException($"nothing is acknowledged below the minimum {roles.MinIsr}: {Tell()} is or was on {holders} replicas");
    }

    /// <summary>What must hold of a replica at any time.</summary>
    public void Check(BrokerId broker, ReplicaMachine? machine, ClusterLog log)
    {
        if (log.Start > _deletedTo)
            throw new InvalidOperationException($"no log lacks what nobody deleted: {broker} begins at {log.Start}, deleted is what lies below {_deletedTo}");
        if (machine is not null)
            CheckBelow(machine, log);
        if (State is not { } state || !(state.Isr.Contains(broker) || state.Elr.Contains(broker)) || IsDamaged(broker) || _isChosenUnknown)
            return;
        if (!log.Has(CollectionsMarshal.AsSpan(_committed), IsCommit))
            throw new InvalidOperationException($"ISR and eligible replicas hold what is acknowledged: {broker} has {log} of {Tell()}; {ClusterInvariants.RolesOf(state)}");
    }

    // Who leads was neither in sync nor eligible. A replica that a leader lets join may lead at once where that completes a move.
    private bool IsUnclean(PartitionImage before, PartitionImage state)
    {
        var hasJoined = before.Leader != BrokerId.None && before.IsReassigning && !state.IsReassigning;
        var isUnclean = !hasJoined && !before.Isr.Contains(state.Leader) && !before.Elr.Contains(state.Leader);
        if (isUnclean && !board.Plan.ElectsUnclean)
            throw new InvalidOperationException($"who may lack records leads on request alone: {ClusterInvariants.RolesOf(before)} became {ClusterInvariants.RolesOf(state)}");
        return isUnclean;
    }

    private void BeginAnewIn(LeaderEpoch epoch)
    {
        (_chosenIn, _isChosenUnknown) = (epoch, true);
        Losses++;
    }

    // Under commit, what the leader has yet to flush is not acknowledged by it, and is committed once more when it is.
    private void BeginWith(BrokerId leader, ClusterLog log)
    {
        var had = log.HowManyOf(CollectionsMarshal.AsSpan(_committed));
        var kept = IsCommit ? (int)Math.Min(had, log.Durable.Value) : had;
        _committed.RemoveRange(kept, _committed.Count - kept);
        _committedIn.RemoveRange(kept, _committedIn.Count - kept);
        _damaged.Remove(leader);
        _disagreeing.UnionWith(board.Nodes.Select(node => new BrokerId(node.Number)).Where(broker => broker != leader));
        _isChosenUnknown = false;
    }

    // Of a leader's committed ISR all acknowledged; who lost it in the run that did, or was moved away since and deleted it, had it.
    private bool HadIt(ReplicaMachine leader, BrokerId broker) =>
        leader.Roles!.State.Isr.Contains(broker)
        && ((_damaged.TryGetValue(broker, out var run) && run >= leader.Leadership!.Find(broker).Incarnation)
            || (_sentAway.TryGetValue(broker, out var since) && since > leader.Roles.State.LeaderEpoch));

    // A leader tells of what it commits before that is known here; of all others the high watermark comes from a leader. A log that failed is read by nobody.
    private void CheckBelow(ReplicaMachine machine, ClusterLog log)
    {
        var isKnown = machine.Leadership is not null || machine.HighWatermark <= new Offset(_committed.Count);
        var below = CollectionsMarshal.AsSpan(_committed)[..(int)Math.Min(machine.HighWatermark.Value, _committed.Count)];
        var agrees = machine.HasFailed || (isKnown && log.Has(below, isDurable: false));
        if (agrees && machine.Roles is { State: var state } && state.LeaderEpoch >= _chosenIn)
            _disagreeing.Remove(machine.Self);
        if (!agrees && !_disagreeing.Contains(machine.Self))
            throw new InvalidOperationException($"logs agree up to the high watermark: {machine.Self} has {log}, high watermark {machine.HighWatermark}, of {Tell()}");
    }

    private bool IsDamaged(BrokerId broker) => _damaged.TryGetValue(broker, out var run) && run == RegisteredRun(broker);

    private Incarnation RegisteredRun(BrokerId broker) =>
        board.Metadata.Present.Brokers.TryGetValue(broker, out var registered) ? registered.Incarnation : Incarnation.None;

    private string Tell() => $"[{string.Join(' ', _committed.Select(record => $"{record >> 32}:{(int)record}"))}]";
}
