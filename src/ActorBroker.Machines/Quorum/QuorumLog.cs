using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>The quorum's log as one voter or leader has it: a snapshot, and the entries behind it.</summary>
/// <remarks>
/// Immutable; a change gives another log that shares most of this one. Reading at an offset and appending cost O(log n) in the number of
/// entries behind the snapshot.
/// <b>Invariants:</b> epochs never fall from one entry to the next; <see cref="Start"/> is at most <see cref="End"/>.
/// </remarks>
public sealed class QuorumLog
{
    private readonly ImmutableList<QuorumEntry> _entries;

    /// <summary>The log that has only this snapshot.</summary>
    public QuorumLog(QuorumSnapshot snapshot)
        : this(snapshot, [], snapshot.Voters)
    {
    }

    private QuorumLog(QuorumSnapshot snapshot, ImmutableList<QuorumEntry> entries, VoterSet voters)
    {
        Snapshot = snapshot;
        _entries = entries;
        Voters = voters;
    }

    /// <summary>What the entries that are no longer kept amount to.</summary>
    public QuorumSnapshot Snapshot { get; }

    /// <summary>The voters by the last entry that says so, committed or not.</summary>
    public VoterSet Voters { get; }

    /// <summary>The offset of the first entry that is kept: the snapshot's end.</summary>
    public Offset Start => Snapshot.Last.End;

    /// <summary>The offset that the next entry gets.</summary>
    public Offset End => Start + _entries.Count;

    /// <summary>The log's end and its last epoch.</summary>
    public QuorumPosition Last => At(End);

    /// <summary>The position that ends at <paramref name="end"/>, which is kept here.</summary>
    public QuorumPosition At(Offset end) =>
        end == Start ? Snapshot.Last : new QuorumPosition(end, _entries[IndexOf(end) - 1].Epoch);

    /// <summary>True when this log is known to have this position. Below <see cref="Start"/> it has the committed one, whatever is asked.</summary>
    public bool Has(QuorumPosition position) => position.End < Start || (position.End <= End && At(position.End) == position);

    /// <summary>
    /// The last position here that another log which ends at <paramref name="other"/> may have too: not behind its end, nor of a later epoch.
    /// Never below <see cref="Start"/>.
    /// </summary>
    public QuorumPosition LastNotBehind(QuorumPosition other)
    {
        var end = Offset.Clamp(other.End, Start, End);
        while (end > Start && At(end).Epoch > other.Epoch)
            end += -1;
        return At(end);
    }

    /// <summary>The voters that were in force once the log ended at <paramref name="end"/>.</summary>
    public VoterSet VotersAt(Offset end) => VotersIn(Snapshot, _entries, IndexOf(end));

    /// <summary>True when the voters changed by an entry at or behind <paramref name="from"/>.</summary>
    public bool ChangesVotersFrom(Offset from)
    {
        for (var index = IndexOf(Offset.Max(from, Start)); index < _entries.Count; index++)
        {
            if (_entries[index] is QuorumEntry.VotersChanged)
                return true;
        }

        return false;
    }

    /// <summary>Entries from an offset on, at least one where there is one, and no more than about <paramref name="bytesMax"/> bytes.</summary>
    public ImmutableArray<QuorumEntry> Read(Offset from, int bytesMax)
    {
        var entries = ImmutableArray.CreateBuilder<QuorumEntry>();
        var bytes = 0;
        for (var index = IndexOf(from); index < _entries.Count; index++)
        {
            bytes += _entries[index].Bytes;
            if (entries.Count > 0 && bytes > bytesMax)
                break;
            entries.Add(_entries[index]);
        }

        return entries.DrainToImmutable();
    }

    /// <summary>The entries from an offset on and below <paramref name="end"/>.</summary>
    public ImmutableArray<QuorumEntry> ReadTo(Offset from, Offset end) => [.. _entries.GetRange(IndexOf(from), (int)(end - from))];

    /// <summary>The log without what lies at or behind <paramref name="end"/>.</summary>
    public QuorumLog CutTo(Offset end) => Replace(end, []);

    /// <summary>The log with these entries from an offset on, and none behind them. Entries below <see cref="Start"/> are passed over.</summary>
    public QuorumLog Replace(Offset from, ImmutableArray<QuorumEntry> entries)
    {
        var passed = (int)Math.Min(Math.Max(Start - from, 0), entries.Length);
        var kept = IndexOf(Offset.Clamp(from, Start, End));
        var replaced = _entries.RemoveRange(kept, _entries.Count - kept).AddRange(entries.Skip(passed));
        var voters = kept == _entries.Count ? VotersAfter(Voters, entries) : VotersIn(Snapshot, replaced, replaced.Count);
        return new QuorumLog(Snapshot, replaced, voters);
    }

    /// <summary>
    /// The log behind a later snapshot: entries that follow it stay where the log has the snapshot's end, and go where it has not. A snapshot
    /// that ends below <see cref="Start"/> changes nothing.
    /// </summary>
    public QuorumLog Install(QuorumSnapshot snapshot)
    {
        var last = snapshot.Last;
        if (last.End <= Start)
            return this;
        if (!Has(last))
            return new QuorumLog(snapshot);
        return new QuorumLog(snapshot, _entries.RemoveRange(0, IndexOf(last.End)), Voters);
    }

    /// <summary>The offset of the first of these entries that is not here yet, or not the same; the offset behind the last one when all are here.</summary>
    internal Offset FirstDifference(Offset from, ImmutableArray<QuorumEntry> entries)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            var offset = from + index;
            if (offset >= Start && (offset >= End || _entries[IndexOf(offset)].Epoch != entries[index].Epoch))
                return offset;
        }

        return from + entries.Length;
    }

    private static VoterSet VotersAfter(VoterSet before, ImmutableArray<QuorumEntry> entries) =>
        entries.OfType<QuorumEntry.VotersChanged>().LastOrDefault()?.Voters ?? before;

    private static VoterSet VotersIn(QuorumSnapshot snapshot, ImmutableList<QuorumEntry> entries, int count)
    {
        for (var index = count - 1; index >= 0; index--)
        {
            if (entries[index] is QuorumEntry.VotersChanged changed)
                return changed.Voters;
        }

        return snapshot.Voters;
    }

    private int IndexOf(Offset offset) => checked((int)(offset - Start));
}
