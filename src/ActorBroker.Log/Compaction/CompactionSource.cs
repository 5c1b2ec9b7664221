using ActorBroker.Log.Producers;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>The log that a compaction reads, as it was when the compaction began. Any thread.</summary>
/// <param name="content">Its content then.</param>
/// <param name="logEnd">Its end then.</param>
internal sealed class CompactionSource(LogContent content, Offset logEnd)
{
    /// <summary>The gate of the log's present content; the owner renews it after each swap.</summary>
    public LeaseGate Gate { get; set; } = content.Gate;

    /// <summary>The segments, the active one among them.</summary>
    public IReadOnlyList<Segment> Segments => content.Segments;

    /// <summary>The offset behind a segment.</summary>
    public Offset EndOf(int index) => index + 1 < content.Segments.Length ? content.Segments[index + 1].BaseOffset : logEnd;

    /// <summary>The bytes of the segments from one up to another.</summary>
    public long BytesOf(int first, int end)
    {
        var bytes = 0L;
        for (var index = first; index < end; index++)
            bytes += content.Segments[index].Bytes;
        return bytes;
    }

    /// <summary>What a segment's first batch must look like.</summary>
    public BatchExpectation Whole(int index) => new(content.Segments[index].BaseOffset, EndOf(index), content.AllowGaps, content.Epochs);

    /// <summary>The aborted transactions with records in a segment, in order of their markers.</summary>
    public List<AbortedTransaction> AbortedIn(int index) =>
        content.AbortedTransactions(content.Segments[index].BaseOffset, EndOf(index));
}
