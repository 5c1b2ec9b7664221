using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Reading;

/// <summary>
/// A log as it was at one moment: its bounds, and the way to its batches. The log publishes another after each change; any thread reads from any of them.
/// </summary>
/// <remarks>
/// Immutable. <b>Invariant:</b> log start &lt;= last stable offset &lt;= high watermark &lt;= log end.
/// </remarks>
public sealed class ReadView
{
    private readonly ContentSource _source;
    private readonly TailBuffers _tail;
    private readonly int _endPosition;

    internal ReadView(LogBounds bounds, ContentSource source, TailBuffers tail, int endPosition)
    {
        Invariant.Holds(
            bounds.Start <= bounds.LastStable && bounds.LastStable <= bounds.HighWatermark && bounds.HighWatermark <= bounds.End,
            "a log's bounds are in order");
        Bounds = bounds;
        _source = source;
        _tail = tail;
        _endPosition = endPosition;
    }

    /// <summary>Log start, last stable offset, high watermark and log end.</summary>
    public LogBounds Bounds { get; }

    /// <summary>
    /// Bytes of batches in all segments, as far as is known without the disk; null for a log of several segments that nobody has used since the start.
    /// </summary>
    public long? BytesIfKnown => _source.ClosedBytesIfKnown + _endPosition;

    /// <summary>Bytes of batches in all segments. What it takes from the disk stays in memory with the log.</summary>
    /// <exception cref="LogDiskException">The disk failed, or the log moved on (not found).</exception>
    public long MeasureBytes() => _source.Get().ClosedBytes + _endPosition;

    /// <summary>
    /// Leases the batches from the one that holds <paramref name="from"/> on. They lie in one segment; the next call goes on behind them.
    /// </summary>
    /// <param name="from">The first offset wanted.</param>
    /// <param name="upTo">Batches that reach this offset are left out: the high watermark, the last stable offset or the log end, as the reader may see.</param>
    /// <param name="bytesMax">How many bytes are wanted; the first batch comes whole even so (KIP-74).</param>
    /// <exception cref="CorruptBatchException">The offset lies in a damaged range, which the exception names.</exception>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public ReadResult Read(Offset from, Offset upTo, int bytesMax)
    {
        if (from < Bounds.Start || from > Bounds.End)
            return new ReadResult(ReadStatus.OffsetOutOfRange, null);

        var end = upTo < Bounds.End ? upTo : Bounds.End;
        if (from >= end)
            return new ReadResult(ReadStatus.AtEnd, null);

        LogSlice? slice = _tail.TryRead(from, end, bytesMax);
        try
        {
            slice ??= ReadFiles(from, end, bytesMax);
        }
        catch (Exception exception) when (exception is SupersededException or LogDiskException { Error: LogDiskError.NotFound })
        {
            return new ReadResult(ReadStatus.Superseded, null);
        }

        return new ReadResult(slice is null ? ReadStatus.AtEnd : ReadStatus.Found, slice);
    }

    /// <summary>
    /// The first record, at or behind the log start and below <paramref name="upTo"/>, whose timestamp is at least <paramref name="timestamp"/>; null when there is none (ListOffsets, KIP-79).
    /// </summary>
    /// <exception cref="CorruptBatchException">A damaged batch on the way hides the answer.</exception>
    /// <exception cref="SupersededException">The log moved on.</exception>
    /// <exception cref="LogDiskException">The disk failed, or the log moved on (not found).</exception>
    public TimestampedOffset? FindTimestamp(long timestamp, Offset upTo) =>
        new TimestampSearch(_source.Get(), Bounds, _endPosition).First(timestamp, upTo);

    /// <summary>The record with the largest timestamp, the first of them where several have it; null when the log is empty (ListOffsets, KIP-734).</summary>
    /// <exception cref="CorruptBatchException">Its batch is damaged.</exception>
    /// <exception cref="SupersededException">The log moved on.</exception>
    /// <exception cref="LogDiskException">The disk failed, or the log moved on (not found).</exception>
    public TimestampedOffset? FindLargestTimestamp() =>
        new TimestampSearch(_source.Get(), Bounds, _endPosition).Largest();

    /// <summary>
    /// The aborted transactions with records from <paramref name="from"/> up to <paramref name="upTo"/>, in order of their ends (KIP-98). They belong to what
    /// the same view reads: after an exception both are asked of the newer view.
    /// </summary>
    /// <exception cref="SupersededException">The log was cut or compacted meanwhile.</exception>
    /// <exception cref="LogDiskException">The disk failed, or the log moved on (not found).</exception>
    /// <exception cref="DamagedTransactionIndexException">The index is damaged; the log's next recovery makes it again.</exception>
    public IReadOnlyList<AbortedTransaction> AbortedTransactions(Offset from, Offset upTo) =>
        _source.Get().AbortedTransactions(from, upTo);

    /// <summary>The epoch that wrote this offset, or would; <see cref="LeaderEpoch.None"/> when none is known.</summary>
    public LeaderEpoch EpochAt(Offset offset) => _source.Get().Epochs.EpochAt(offset);

    /// <summary>Where an epoch ends (KIP-101, KIP-279).</summary>
    /// <exception cref="LogDiskException">The log's state could not be read.</exception>
    public EpochEnd EndOffsetFor(LeaderEpoch epoch) => _source.Get().Epochs.EndOffsetFor(epoch, Bounds.End);

    private LogSlice? ReadFiles(Offset from, Offset end, int bytesMax)
    {
        var content = _source.Get();
        ThrowIfDamaged(content, from);
        var index = content.FloorIndex(from);
        for (index = Math.Max(0, index); index < content.Segments.Length; index++)
        {
            var reader = new SegmentReader(content, index, Bounds.End, _endPosition);
            if (reader.Read(from, end, bytesMax) is { } slice)
                return slice;
            if (reader.EndOffset >= end)
                break;
        }

        return null;
    }

    private static void ThrowIfDamaged(LogContent content, Offset from)
    {
        foreach (var damage in content.Damage)
        {
            if (!damage.IsCut && from >= damage.First && from < damage.Next)
                throw new CorruptBatchException(from, damage.Next, damage.File, damage.Position, damage.Defect);
        }
    }
}
