using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Log.State;
using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>Puts a compacted segment into a log, in place of those that it was made from.</summary>
/// <param name="Replaced">The segments, neighbours in the log.</param>
/// <param name="Cleaned">The new one, complete and durable but for its names.</param>
internal sealed record SegmentReplacement(IReadOnlyList<Segment> Replaced, CleanedSegment Cleaned)
{
    /// <summary>Does it; durable on return. The journal names the log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="writer">Its writer.</param>
    /// <param name="publisher">Its readers.</param>
    /// <param name="recoveryPoint">Below it producers are in a durable snapshot.</param>
    /// <exception cref="LogDiskException">The disk failed; the log's next recovery goes on.</exception>
    public void Run(LoadedLog log, LogWriter writer, ReadPublisher publisher, Offset recoveryPoint)
    {
        var index = log.Segments.IndexOf(Replaced[0]);
        log.StartAllowingGaps();
        DeleteSnapshots(log, Offset.Min(recoveryPoint, log.EndOf(index + Replaced.Count - 1, writer.End)));
        log.ForgetAbortedCounts(Cleaned.BaseOffset);
        SegmentSwap.Announce(log.Disk, log.Directory, Cleaned.BaseOffset);

        publisher.CloseGate(keepsTail: true);
        foreach (var segment in Replaced)
            segment.Retire();
        SegmentSwap.Finish(log.Disk, log.Directory, Cleaned.BaseOffset, Replaced.Select(segment => segment.BaseOffset));
        log.Segments.RemoveRange(index, Replaced.Count);
        log.Segments.Insert(index, log.SegmentAt(Cleaned.BaseOffset, Cleaned.Bytes));
        writer.Forget(Replaced);
    }

    /// <summary>
    /// Removes the snapshots of producers whose state may hold a transaction open that ends with a marker which the new segment lacks. The one at the recovery
    /// point is later than every marker that went.
    /// </summary>
    private static void DeleteSnapshots(LoadedLog log, Offset limit)
    {
        if (ProducerSnapshots.DeleteBelow(log.Disk, log.Directory, limit))
            log.Disk.FlushDirectory(log.Directory);
    }
}
