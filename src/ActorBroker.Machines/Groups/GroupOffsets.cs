using System.Collections.Immutable;

namespace ActorBroker.Machines.Groups;

/// <summary>How far a group has come, partition by partition; and which partitions have a record under way.</summary>
/// <remarks>Owned by one group. Changed by kept records only.</remarks>
public sealed class GroupOffsets
{
    private readonly SortedDictionary<OffsetPlace, CommittedOffset> _kept = [];
    private readonly Dictionary<OffsetPlace, int> _underWay = [];

    /// <summary>How many partitions have an offset.</summary>
    public int Count => _kept.Count;

    /// <summary>True once an offset was kept, whatever became of it.</summary>
    public bool HasHadAny { get; private set; }

    /// <summary>All that are kept, by topic and partition.</summary>
    public IEnumerable<KeyValuePair<OffsetPlace, CommittedOffset>> Kept => _kept;

    /// <summary>The offset in a partition; null when none is kept.</summary>
    public CommittedOffset? Find(OffsetPlace place) => _kept.GetValueOrDefault(place);

    /// <summary>Takes a record that is kept. A repeat changes nothing.</summary>
    public void Apply(GroupRecord record)
    {
        if (record is OffsetWritten written)
        {
            _kept[written.Place] = written.Committed;
            HasHadAny = true;
        }
        else if (record is OffsetErased erased)
            _kept.Remove(erased.Place);
    }

    internal bool HasAnyUnderWay => _underWay.Count > 0;

    /// <summary>The partitions that have an offset, or are about to; by topic and partition.</summary>
    internal IEnumerable<OffsetPlace> AllPlaces => _kept.Keys.Concat(_underWay.Keys).Distinct().Order();

    internal bool IsUnderWay(OffsetPlace place) => _underWay.ContainsKey(place);

    internal void Begin(ImmutableArray<GroupRecord> records)
    {
        foreach (var record in records)
        {
            if (PlaceOf(record) is { } place)
                _underWay[place] = _underWay.GetValueOrDefault(place) + 1;
        }
    }

    internal void Keep(ImmutableArray<GroupRecord> records)
    {
        foreach (var record in records)
            Apply(record);
        GiveUp(records);
    }

    /// <summary>Records are under way no more.</summary>
    internal void GiveUp(ImmutableArray<GroupRecord> records)
    {
        foreach (var record in records)
        {
            if (PlaceOf(record) is { } place && --_underWay[place] == 0)
                _underWay.Remove(place);
        }
    }

    private static OffsetPlace? PlaceOf(GroupRecord record) => record switch
    {
        OffsetWritten written => written.Place,
        OffsetErased erased => erased.Place,
        _ => null,
    };
}
