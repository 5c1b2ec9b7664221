using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>
/// A segment's aborted transactions at one moment, for readers on any thread: a count of entries in a file that only grows, or is cut, which
/// a look at it notices. Immutable; a few dozen bytes.
/// </summary>
public sealed class TransactionIndexView
{
    private const int EntriesAtOnce = 120;

    private readonly TransactionIndexCuts _cuts;
    private readonly int _cut;

    internal TransactionIndexView(long count, TransactionIndexCuts cuts)
    {
        Count = count;
        _cuts = cuts;
        _cut = cuts.Count;
    }

    /// <summary>How many entries there are. Of none there may be no file.</summary>
    public long Count { get; }

    /// <summary>
    /// Adds to <paramref name="found"/> the transactions of this index that have records at <paramref name="start"/> or above and below
    /// <paramref name="end"/>, in order of their markers.
    /// </summary>
    /// <param name="file">The index's file; not looked at, and may be null, when <see cref="Count"/> is 0.</param>
    /// <param name="start">The first offset of a fetch.</param>
    /// <param name="end">The offset after its last.</param>
    /// <param name="found">Left as it was unless the result is <see cref="TransactionLookup.Complete"/> or <see cref="TransactionLookup.Continues"/>.</param>
    /// <remarks>Reads about log2(<see cref="Count"/>) entries, and then those of the range.</remarks>
    /// <exception cref="DamagedTransactionIndexException">The file does not hold what it held when it was loaded.</exception>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public TransactionLookup Collect(ILogFile? file, Offset start, Offset end, List<AbortedTransaction> found)
    {
        if (Count == 0)
            return TransactionLookup.Continues;

        Invariant.Holds(file is not null, "an index with entries has a file");
        var before = found.Count;
        var lookup = TransactionLookup.Cut;
        try
        {
            lookup = Scan(file, start, end, found);
        }
        catch (DamagedTransactionIndexException) when (_cuts.Count != _cut)
        {
            // What was read half while it was cut looks like damage, and is none.
        }

        if (_cuts.Count == _cut)
            return lookup;
        found.RemoveRange(before, found.Count - before);
        return TransactionLookup.Cut;
    }

    private TransactionLookup Scan(ILogFile file, Offset start, Offset end, List<AbortedTransaction> found)
    {
        Span<byte> buffer = stackalloc byte[EntriesAtOnce * TransactionIndexFormat.EntryBytes];
        for (var index = TransactionIndexFormat.CountBelow(file, Count, start); index < Count;)
        {
            var entries = (int)Math.Min(EntriesAtOnce, Count - index);
            var bytes = buffer[..(entries * TransactionIndexFormat.EntryBytes)];
            var read = file.Read(TransactionIndexFormat.PositionOf(index), bytes);
            for (var position = 0; position < bytes.Length; position += TransactionIndexFormat.EntryBytes, index++)
            {
                if (position + TransactionIndexFormat.EntryBytes > read
                    || !TransactionIndexFormat.TryRead(bytes[position..], out var entry))
                    throw new DamagedTransactionIndexException(file.Path, TransactionIndexFormat.PositionOf(index));

                if (entry.FirstOffset < end)
                    found.Add(entry);
                if (entry.LastStableOffset >= end)
                    return TransactionLookup.Complete;
            }
        }

        return TransactionLookup.Continues;
    }
}
