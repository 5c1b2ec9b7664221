using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Reading;

/// <summary>Reads one segment of a log's content, within the bounds of one view.</summary>
internal readonly struct SegmentReader
{
    private readonly LogContent _content;
    private readonly Segment _segment;
    private readonly int _bound;

    /// <param name="content">The log's content.</param>
    /// <param name="index">Which segment.</param>
    /// <param name="logEnd">The view's log end.</param>
    /// <param name="endPosition">The view's end in the last segment, in bytes.</param>
    public SegmentReader(LogContent content, int index, Offset logEnd, int endPosition)
    {
        var isLast = index == content.Segments.Length - 1;
        _content = content;
        _segment = content.Segments[index];
        _bound = isLast ? endPosition : _segment.Bytes;
        EndOffset = isLast ? logEnd : content.Segments[index + 1].BaseOffset;
        IsEmpty = _bound == 0 && (_segment.BaseOffset == EndOffset || content.AllowGaps);
    }

    /// <summary>The offset behind the segment.</summary>
    public Offset EndOffset { get; }

    /// <summary>True when there is nothing in the segment, and nothing should be.</summary>
    public bool IsEmpty { get; }

    /// <summary>The bytes that count.</summary>
    public int Bound => _bound;

    /// <summary>The segment.</summary>
    public Segment Segment => _segment;

    /// <summary>What the segment's first batch must look like.</summary>
    public BatchExpectation Whole => new(_segment.BaseOffset, EndOffset, _content.AllowGaps, _content.Epochs);

    /// <summary>Leases the file of the batches.</summary>
    /// <exception cref="SupersededException">The content's gate is closed.</exception>
    public SegmentLease Lease() => SegmentLease.Of(_content.Gate, _segment.LogFile);

    /// <summary>See <see cref="ReadView.Read"/>; null when the segment has no batch for it.</summary>
    /// <exception cref="SupersededException">The content's gate is closed.</exception>
    public LogSlice? Read(Offset from, Offset upTo, int bytesMax)
    {
        if (_bound == 0 && _segment.BaseOffset == EndOffset)
            return null;

        var lease = Lease();
        LogSlice? slice = null;
        try
        {
            var found = new BatchLocator(_segment, lease.File, _bound, Whole).FindOffset(from);
            if (found is { } first && first.NextOffset <= upTo)
            {
                var bytes = Math.Min(Math.Max(bytesMax, first.Bytes), _bound - first.Position);
                slice = new FileSlice(lease, first.Position, bytes, Whole with { Next = first.BaseOffset }, upTo);
            }

            return slice;
        }
        finally
        {
            if (slice is null)
                lease.Dispose();
        }
    }
}
