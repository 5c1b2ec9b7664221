using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Compaction;

/// <summary>The second half of a compaction, for one group of neighbouring segments: writes what stays of their batches to one new segment.</summary>
internal sealed class GroupCleaning : IDisposable
{
    private readonly SourceBatches _batches;
    private readonly BatchCleaner _cleaner;
    private bool _isChanged;

    /// <param name="batches">The group's batches.</param>
    /// <param name="cleaner">Judges them; goes on from group to group.</param>
    /// <param name="segments">The group's segments.</param>
    /// <param name="target">The new segment, empty; this one's from now on.</param>
    public GroupCleaning(SourceBatches batches, BatchCleaner cleaner, IReadOnlyList<Segment> segments, CleanedSegment target)
    {
        _batches = batches;
        _cleaner = cleaner;
        _isChanged = segments.Count > 1;
        Segments = segments;
        Target = target;
    }

    /// <summary>The group's segments.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>The new segment; complete when a step said so and <see cref="Obstacle"/> is null.</summary>
    public CleanedSegment Target { get; }

    /// <summary>Bytes of batches that were read.</summary>
    public long BytesRead => _batches.BytesRead;

    /// <summary>What keeps the group from being compacted; null while nothing does.</summary>
    public CompactionObstacle? Obstacle { get; private set; }

    /// <summary>True when the new segment is complete and is to replace the old ones.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>True when the new segment holds what the one old segment held, so that there is nothing to replace.</summary>
    public bool IsUnchanged => !_isChanged;

    /// <summary>Reads batches of about so many bytes, one at least.</summary>
    /// <returns>True when the group is done, or cannot be.</returns>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public bool Step(int bytesMax)
    {
        for (var until = _batches.BytesRead + bytesMax; _batches.BytesRead < until;)
        {
            if (!_batches.MoveNext())
                return Complete();
            if (!TryClean())
                return true;
        }

        return false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _batches.Dispose();
        Target.Dispose();
    }

    private bool TryClean()
    {
        RecordBatch.TryOpen(_batches.Batch.Span, out var batch);
        if (!_cleaner.TryClean(_batches.Batch, _batches.IsAborted, _batches.IsLast, out var cleaned))
        {
            Obstacle = _batches.StopBefore(batch, StoredBatchDefect.Records);
            return false;
        }

        _isChanged |= !cleaned.Equals(_batches.Batch);
        if (cleaned.IsEmpty || Target.TryAppend(cleaned.Span))
            return true;

        Obstacle = _batches.StopBefore(batch, StoredBatchDefect.None);
        return false;
    }

    private bool Complete()
    {
        Obstacle = _batches.Obstacle;
        _batches.Dispose();
        if (Obstacle is null && _isChanged)
        {
            Target.Complete();
            IsComplete = true;
        }

        return true;
    }
}
