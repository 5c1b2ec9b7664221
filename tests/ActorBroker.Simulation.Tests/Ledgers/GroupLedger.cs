using ActorBroker.Simulation.Tests.Worlds;

namespace ActorBroker.Simulation.Tests.Ledgers;

/// <summary>All that the broker promised of one group, held against all that it says.</summary>
/// <remarks>
/// In one generation a partition has one owner, and each member gets what the generation's leader meant for it. Once somebody was given his share of a
/// generation, no older one comes again, and who belongs to an older one can keep nothing. A kept offset is told until another one takes its place.
/// </remarks>
internal sealed class GroupLedger(string name, string topic, int partitions)
{
    private readonly Dictionary<int, List<IReadOnlyDictionary<string, int[]>>> _plans = [];
    private readonly Dictionary<(int Generation, int Partition), string> _owners = [];
    private readonly List<OffsetClaim> _claims = [];
    private readonly Dictionary<string, (int Generation, int[] Owned)> _members = [];
    private long _clock;
    private long _lastOffset;

    public string Name => name;

    public string Topic => topic;

    public int Partitions => partitions;

    /// <summary>The last generation that somebody was given his share of.</summary>
    public int SyncedGeneration { get; private set; }

    /// <summary>How many offsets were kept, as far as their members know.</summary>
    public int KeptCount => _claims.Count(claim => claim.KeptAt is not null);

    /// <summary>True when all members are in one generation and every partition has its owner.</summary>
    public bool IsSettled =>
        _members.Count == 0
        || (_members.Values.Select(member => member.Generation).Distinct().Count() == 1
            && _members.Values.SelectMany(member => member.Owned).Order().SequenceEqual(Enumerable.Range(0, partitions)));

    /// <summary>A moment, for what is asked at it.</summary>
    public long Now() => ++_clock;

    /// <summary>Somebody wants to be a member, and has no part yet.</summary>
    public void Enter(string member) => _members[member] = (-1, []);

    /// <summary>Somebody is a member no more.</summary>
    public void Leave(string member) => _members.Remove(member);

    /// <summary>A member was told that a generation begins.</summary>
    /// <param name="generation">Which.</param>
    /// <param name="floor">The synced generation when it asked.</param>
    public void Join(int generation, int floor) =>
        Require(generation >= floor, $"generation {generation} began, though generation {floor} had members with their shares");

    /// <summary>A generation's leader says who shall have what.</summary>
    public void Plan(int generation, IReadOnlyDictionary<string, int[]> shares)
    {
        if (!_plans.TryGetValue(generation, out var plans))
            _plans.Add(generation, plans = []);
        plans.Add(shares);
    }

    /// <summary>A member was given its share.</summary>
    /// <param name="member">Who it is through all its lives: its static name, or its own.</param>
    /// <param name="ids">The member ids under which a leader may have known it.</param>
    /// <param name="generation">Of which generation.</param>
    /// <param name="floor">The synced generation when it asked.</param>
    /// <param name="share">The partitions.</param>
    public void Sync(string member, IEnumerable<string> ids, int generation, int floor, int[] share)
    {
        Require(generation >= floor, $"{member} was given its share of generation {generation}, though generation {floor} had begun");
        var planned = _plans.GetValueOrDefault(generation, []);
        Require(
            ids.Any(id => planned.Any(plan => plan.TryGetValue(id, out var meant) && meant.SequenceEqual(share))),
            $"{member} was given {string.Join(",", share)} in generation {generation}, which no leader meant for it");
        foreach (var partition in share)
        {
            var owner = _owners.GetValueOrDefault((generation, partition), member);
            Require(owner == member, $"partition {partition} belongs to {owner} in generation {generation}, and {member} was given it too");
            _owners[(generation, partition)] = member;
        }

        SyncedGeneration = Math.Max(SyncedGeneration, generation);
        _members[member] = (generation, share);
    }

    /// <summary>A member sends an offset that nobody sent before.</summary>
    public OffsetClaim Commit(int partition, int generation)
    {
        var claim = new OffsetClaim(partition, ++_lastOffset, generation, SyncedGeneration, Now());
        _claims.Add(claim);
        return claim;
    }

    /// <summary>The broker said that an offset is kept.</summary>
    public void Keep(OffsetClaim claim)
    {
        Require(
            claim.Generation >= claim.SyncedGeneration,
            $"offset {claim.Offset} was kept for a member of generation {claim.Generation}, though generation {claim.SyncedGeneration} had begun");
        claim.KeptAt = Now();
    }

    /// <summary>The broker told an offset.</summary>
    /// <param name="partition">Of which partition.</param>
    /// <param name="offset">The offset; -1 for none.</param>
    /// <param name="asked">When it was asked for.</param>
    public void Show(int partition, long offset, long asked)
    {
        var shown = _claims.Find(claim => claim.Partition == partition && claim.Offset == offset);
        Require(shown is not null || offset == -1, $"offset {offset} of partition {partition} was told, which nobody committed");
        Require(shown is not { IsRefused: true }, $"offset {offset} of partition {partition} was told, whose commit was refused");
        var newer = _claims.Find(claim => claim.Partition == partition && claim != shown && claim.KeptAt <= asked && (shown is null || claim.Replaces(shown)));
        Require(newer is null, $"offset {offset} of partition {partition} was told, though {newer?.Offset} had been kept");
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new Violation($"group {name}: {otherwise}");
    }
}
