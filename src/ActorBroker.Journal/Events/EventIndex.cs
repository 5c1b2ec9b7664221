using System.Runtime.InteropServices;
using ActorBroker.Journal.Storage;
using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Events;

/// <summary>Where the events of every actor lie in the log, and how far each actor has come.</summary>
/// <remarks>
/// One owner. Memory for each id: an entry of 64 bytes in a table that is half full at worst, and 24 bytes for each run of events; the id itself is not kept.
/// <b>Invariants:</b> the runs of an id rise in numbers and offsets. An id's highest number never falls.
/// </remarks>
internal sealed class EventIndex : ILogIndex
{
    private readonly Dictionary<UInt128, Entry> _entries = [];
    private readonly Dictionary<UInt128, long> _missing = [];
    private readonly EventRunPool _runs = new();

    /// <summary>How many ids it knows.</summary>
    public int Count => _entries.Count;

    /// <summary>The highest number ever written for an id, deleted or not; 0 for none.</summary>
    public long HighestSequenceNr(UInt128 id) => Math.Max(Find(id).Highest, MissingUpTo(id));

    /// <summary>The last of an id's events that should be in the log and are not; 0 when none is missing.</summary>
    public long MissingUpTo(UInt128 id) =>
        _missing.TryGetValue(id, out var missing) && missing > Find(id).DeletedTo ? missing : 0;

    /// <summary>Up to where an id's events are deleted; 0 for none.</summary>
    public long DeletedTo(UInt128 id) => Find(id).DeletedTo;

    /// <summary>The offset of the last event of an id; -1 when none is left.</summary>
    public long LastOffset(UInt128 id) => Find(id).LastRun is var last and not 0 ? _runs[last].LastOffset : -1;

    /// <summary>Adds an event that was written.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="sequenceNr">Above the highest.</param>
    /// <param name="offset">Above that of all before.</param>
    public void Add(UInt128 id, long sequenceNr, long offset)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, id, out _);
        entry.Highest = Math.Max(entry.Highest, sequenceNr);
        var last = entry.LastRun == 0 ? default : _runs[entry.LastRun];
        if (last.Count is > 0 and < int.MaxValue && sequenceNr == last.LastSequenceNr + 1 && offset == last.LastOffset + 1)
        {
            _runs[entry.LastRun] = last with { Count = last.Count + 1 };
            return;
        }

        var place = _runs.Add(new EventRun(sequenceNr, offset, 1));
        if (entry.LastRun == 0)
            entry.FirstRun = place;
        else
            _runs.Link(entry.LastRun, place);
        entry.LastRun = place;
    }

    /// <summary>The events of an id that are not deleted, between two numbers, inclusive, in their order.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="from">The first number.</param>
    /// <param name="to">The last number.</param>
    /// <param name="max">How many events at most.</param>
    public List<EventRun> Find(UInt128 id, long from, long to, long max)
    {
        var found = new List<EventRun>();
        var entry = Find(id);
        from = Math.Max(from, entry.DeletedTo + 1);
        for (var place = entry.FirstRun; place != 0 && max > 0; place = _runs.Next(place))
        {
            var run = _runs[place];
            if (run.SequenceNr > to)
                break;
            if (run.LastSequenceNr < from)
                continue;

            run = run.From(from).To(to);
            run = run with { Count = (int)Math.Min(run.Count, max) };
            found.Add(run);
            max -= run.Count;
        }

        return found;
    }

    /// <summary>Deletes the events of an id up to a number, inclusive.</summary>
    /// <returns>The runs that are not in the index any more.</returns>
    public List<EventRun> Delete(UInt128 id, long to)
    {
        var removed = new List<EventRun>();
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, id, out _);
        entry.DeletedTo = Math.Max(entry.DeletedTo, to);
        while (entry.FirstRun != 0 && _runs[entry.FirstRun] is var run && run.SequenceNr <= to)
        {
            removed.Add(run.To(to));
            RemoveFirst(ref entry, removed[^1].Count);
        }

        if (MissingUpTo(id) == 0)
            _missing.Remove(id);
        return removed;
    }

    /// <inheritdoc />
    public bool TryLoad(RecordView record)
    {
        if (!EventKey.TryRead(record.Key.Span, out var key))
            return false;

        var id = PersistenceIdDigest.Of(key.Id);
        if (!key.IsEvent)
            return TryLoadDeletion(id, record);
        if (record.Value.IsNull)
            LoadTombstone(id, key.SequenceNr);
        else
            LoadEvent(id, key.SequenceNr, record);
        return true;
    }

    /// <inheritdoc />
    public void CheckAgainst(SequenceLedger ledger)
    {
        foreach (var (id, highest) in ledger.Entries)
        {
            if (Find(id).Highest < highest)
                NoteMissing(id, highest);
        }
    }

    /// <inheritdoc />
    public SequenceLedger ToLedger() => new([.. _entries.Select(entry => (entry.Key, HighestSequenceNr(entry.Key)))]);

    private void LoadEvent(UInt128 id, long sequenceNr, RecordView record)
    {
        var before = Find(id);
        if (EventValue.PreviousIn(record.Value.Span) is { } previous && previous > Math.Max(before.Highest, before.DeletedTo))
            NoteMissing(id, previous);
        Add(id, sequenceNr, record.Offset.Value);
    }

    /// <summary>A tombstone stands behind its event, and the tombstones of an id rise as its events do: only the first run can be meant.</summary>
    private void LoadTombstone(UInt128 id, long sequenceNr)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, id, out _);
        if (entry.FirstRun != 0 && _runs[entry.FirstRun].SequenceNr == sequenceNr)
            RemoveFirst(ref entry, 1);
    }

    private bool TryLoadDeletion(UInt128 id, RecordView record)
    {
        if (!DeletionValue.TryRead(record.Value.Span, out var mark))
            return false;

        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, id, out _);
        if (mark.Highest > Math.Max(entry.Highest, mark.DeletedTo))
            NoteMissing(id, mark.Highest);
        entry.DeletedTo = Math.Max(entry.DeletedTo, mark.DeletedTo);
        entry.Highest = Math.Max(entry.Highest, mark.Highest);
        return true;
    }

    private void RemoveFirst(ref Entry entry, int count)
    {
        var place = entry.FirstRun;
        var run = _runs[place];
        if (count < run.Count)
        {
            _runs[place] = run.From(run.SequenceNr + count);
            return;
        }

        entry.FirstRun = _runs.Next(place);
        if (entry.FirstRun == 0)
            entry.LastRun = 0;
        _runs.Remove(place);
    }

    private void NoteMissing(UInt128 id, long upTo) => _missing[id] = Math.Max(upTo, _missing.GetValueOrDefault(id));

    private Entry Find(UInt128 id) => _entries.GetValueOrDefault(id);

    private struct Entry
    {
        public long Highest;
        public long DeletedTo;
        public int FirstRun;
        public int LastRun;
    }
}
