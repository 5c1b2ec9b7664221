using ActorBroker.Journal.Storage;
using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Snapshots;

/// <summary>Where the snapshots of every actor lie in the log.</summary>
/// <remarks>One owner. Memory for each id: 24 bytes for each snapshot and about 80 besides; the id itself is not kept.</remarks>
internal sealed class SnapshotIndex : ILogIndex
{
    private readonly Dictionary<UInt128, StoredSnapshot[]> _snapshots = [];
    private readonly Dictionary<UInt128, long> _highestSeen = [];
    private readonly Dictionary<UInt128, long> _missing = [];

    /// <summary>The youngest snapshot of an id that satisfies a condition; null when there is none.</summary>
    public StoredSnapshot? FindYoungest(UInt128 id, Predicate<StoredSnapshot> condition)
    {
        var all = Of(id);
        var index = Array.FindLastIndex(all, condition);
        return index < 0 ? null : all[index];
    }

    /// <summary>The number of a snapshot that should be in the log and is not; 0 when none is missing.</summary>
    public long Missing(UInt128 id) => _missing.GetValueOrDefault(id);

    /// <summary>Adds a snapshot, in place of one with the same number and time.</summary>
    public void Add(UInt128 id, StoredSnapshot snapshot) =>
        _snapshots[id] = [.. Of(id).Where(other => other.CompareTo(snapshot) != 0).Append(snapshot).Order()];

    /// <summary>Removes the snapshots that satisfy a condition, and gives them.</summary>
    public StoredSnapshot[] Remove(UInt128 id, Predicate<StoredSnapshot> condition)
    {
        var all = Of(id);
        var removed = Array.FindAll(all, condition);
        if (removed.Length == all.Length)
            _snapshots.Remove(id);
        else if (removed.Length > 0)
            _snapshots[id] = Array.FindAll(all, snapshot => !condition(snapshot));
        return removed;
    }

    /// <summary>Forgets a snapshot that is missing: its owner has deleted it.</summary>
    public void ForgetMissing(UInt128 id) => _missing.Remove(id);

    /// <inheritdoc />
    public bool TryLoad(RecordView record)
    {
        if (!SnapshotKey.TryRead(record.Key.Span, out var key))
            return false;

        var id = PersistenceIdDigest.Of(key.Id);
        var snapshot = new StoredSnapshot(key.SequenceNr, key.Ticks, record.Offset.Value);
        if (record.Value.IsNull)
            Remove(id, other => other.CompareTo(snapshot) == 0);
        else
            Add(id, snapshot);
        _highestSeen[id] = Math.Max(key.SequenceNr, _highestSeen.GetValueOrDefault(id));
        return true;
    }

    /// <inheritdoc />
    public void CheckAgainst(SequenceLedger ledger)
    {
        foreach (var (id, sequenceNr) in ledger.Entries)
        {
            if (_highestSeen.GetValueOrDefault(id) < sequenceNr)
                _missing[id] = sequenceNr;
        }

        _highestSeen.Clear();
        _highestSeen.TrimExcess();
    }

    /// <inheritdoc />
    public SequenceLedger ToLedger() =>
        new([
            .. _snapshots.Select(entry => (entry.Key, Math.Max(entry.Value[^1].SequenceNr, Missing(entry.Key)))),
            .. _missing.Where(entry => !_snapshots.ContainsKey(entry.Key)).Select(entry => (entry.Key, entry.Value)),
        ]);

    private StoredSnapshot[] Of(UInt128 id) => _snapshots.GetValueOrDefault(id, []);
}
