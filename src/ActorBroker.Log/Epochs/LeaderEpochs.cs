using System.Runtime.InteropServices;
using ActorBroker.Model;

namespace ActorBroker.Log.Epochs;

/// <summary>
/// Which leader epoch wrote which offsets of one log: a list of epochs with the offset each began at (KIP-101).
/// By it a follower finds where its log parts from its leader's, and a consumer finds that its position was cut away.
/// </summary>
/// <remarks>
/// Owned by the log's one owner. Always to be had again from the log's batches, each of which carries its epoch.
/// <b>Invariants:</b> epochs and start offsets rise strictly; none is negative.
/// </remarks>
public sealed class LeaderEpochs
{
    private readonly List<EpochStart> _entries = [];

    /// <summary>All entries, oldest first; valid until the next change.</summary>
    public ReadOnlySpan<EpochStart> Entries => CollectionsMarshal.AsSpan(_entries);

    /// <summary>The highest known epoch, or <see cref="LeaderEpoch.None"/>.</summary>
    public LeaderEpoch Latest => _entries.Count == 0 ? LeaderEpoch.None : _entries[^1].Epoch;

    /// <summary>
    /// Notes that <paramref name="epoch"/> begins at <paramref name="start"/>. An epoch that is not above <see cref="Latest"/> changes
    /// nothing, so a batch may be noted twice. Entries that began at <paramref name="start"/> or above wrote nothing that is left, and go.
    /// </summary>
    /// <returns>True when the list changed.</returns>
    public bool Assign(LeaderEpoch epoch, Offset start)
    {
        Invariant.Holds(epoch.Value >= 0 && start.Value >= 0, "a leader epoch and its start offset are not negative");
        if (epoch <= Latest)
            return false;

        TruncateFromEnd(start);
        _entries.Add(new EpochStart(epoch, start));
        return true;
    }

    /// <summary>
    /// The largest known epoch that is not above <paramref name="requested"/>, and its end (KIP-101, KIP-279). For an epoch below all known
    /// ones, whose records are gone: that epoch itself, and the start of the first known one.
    /// <see cref="EpochEnd.None"/> when none is requested or known.
    /// </summary>
    /// <param name="requested">The epoch asked for.</param>
    /// <param name="logEnd">The log's end: where the latest epoch ends so far.</param>
    public EpochEnd EndOffsetFor(LeaderEpoch requested, Offset logEnd) => EndOffsetFor(Entries, requested, logEnd);

    /// <summary>The same for entries that are kept elsewhere, oldest first.</summary>
    internal static EpochEnd EndOffsetFor(ReadOnlySpan<EpochStart> entries, LeaderEpoch requested, Offset logEnd)
    {
        if (requested.Value < 0 || entries.IsEmpty)
            return EpochEnd.None;

        var later = 0;
        while (later < entries.Length && entries[later].Epoch <= requested)
            later++;
        var epoch = later == 0 ? requested : entries[later - 1].Epoch;
        return new EpochEnd(epoch, later == entries.Length ? logEnd : entries[later].Start);
    }

    /// <summary>The epoch that wrote, or would write, this offset; <see cref="LeaderEpoch.None"/> below the first known start.</summary>
    public LeaderEpoch EpochAt(Offset offset)
    {
        var after = CountWhile(offset, static (entry, limit) => entry.Start <= limit);
        return after == 0 ? LeaderEpoch.None : _entries[after - 1].Epoch;
    }

    /// <summary>Forgets the epochs that began at <paramref name="end"/> or above: the log was cut there.</summary>
    /// <returns>True when the list changed.</returns>
    public bool TruncateFromEnd(Offset end)
    {
        var kept = CountWhile(end, static (entry, limit) => entry.Start < limit);
        var removed = _entries.Count - kept;
        _entries.RemoveRange(kept, removed);
        return removed > 0;
    }

    /// <summary>
    /// Forgets what lies below the log's new start. The epoch that covers <paramref name="start"/> stays and begins there, also when the
    /// log is empty now, so that an emptied log still knows its last epoch.
    /// </summary>
    /// <returns>True when the list changed.</returns>
    public bool TruncateFromStart(Offset start)
    {
        var covered = CountWhile(start, static (entry, limit) => entry.Start <= limit);
        if (covered == 0 || (covered == 1 && _entries[0].Start == start))
            return false;

        _entries[covered - 1] = _entries[covered - 1] with { Start = start };
        _entries.RemoveRange(0, covered - 1);
        return true;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _entries.Clear();

    /// <summary>How many entries from the first on satisfy a condition that no later one does; by halving.</summary>
    private int CountWhile<TLimit>(TLimit limit, Func<EpochStart, TLimit, bool> holds)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (holds(_entries[middle], limit))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
