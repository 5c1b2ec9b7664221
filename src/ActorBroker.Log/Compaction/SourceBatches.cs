using ActorBroker.Log.Disk;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Compaction;

/// <summary>Goes over the batches of some segments, checks each as a reader would, and ends before the first that is damaged or too large.</summary>
/// <remarks>One thread at a time. Holds a lease on one segment and a buffer until it is disposed.</remarks>
/// <param name="source">The log.</param>
/// <param name="first">The first segment.</param>
/// <param name="end">The segment behind the last.</param>
/// <param name="batchBytesMax">A longer batch ends the walk.</param>
internal sealed class SourceBatches(CompactionSource source, int first, int end, int batchBytesMax) : IDisposable
{
    private readonly AbortedRanges _aborted = new();
    private SegmentLease _lease;
    private BatchScanner? _scanner;
    private BatchExpectation _expected;

    /// <summary>Which segment the walk is in.</summary>
    public int SegmentIndex { get; private set; } = first;

    /// <summary>The batch that the last successful step came to; valid until the next.</summary>
    public ReadOnlyMemory<byte> Batch => _scanner!.Batch;

    /// <summary>True when that batch's transaction was aborted.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>True when that batch is the last of all.</summary>
    public bool IsLast => SegmentIndex == end - 1 && _scanner!.IsAtEnd;

    /// <summary>Bytes of batches that the walk came by.</summary>
    public long BytesRead { get; private set; }

    /// <summary>What ended the walk before its end; null while nothing did.</summary>
    public CompactionObstacle? Obstacle { get; private set; }

    /// <summary>Steps to the next batch.</summary>
    /// <returns>False at the end, and before an obstacle.</returns>
    /// <exception cref="SupersededException">The log was cut, or a segment is gone.</exception>
    /// <exception cref="LogDiskException">The disk failed, or a segment is gone (not found).</exception>
    public bool MoveNext()
    {
        while (SegmentIndex < end && Obstacle is null)
        {
            if (_scanner is null && !Enter())
                return false;
            if (_scanner!.MoveNextWhole())
                return Take();
            if (!Leave())
                return false;
        }

        return false;
    }

    /// <summary>The batch that the last step came to cannot be taken: the walk ends before it.</summary>
    /// <returns>What <see cref="Obstacle"/> is now.</returns>
    public CompactionObstacle StopBefore(in RecordBatch batch, StoredBatchDefect defect)
    {
        BytesRead -= batch.Bytes.Length;
        return Obstacle = new CompactionObstacle(batch.BaseOffset, _lease.File.Path, _scanner!.Position, defect);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _scanner?.Dispose();
        _scanner = null;
        _lease.Dispose();
    }

    private bool Enter()
    {
        var segment = source.Segments[SegmentIndex];
        _expected = source.Whole(SegmentIndex);
        try
        {
            _aborted.Load(source.AbortedIn(SegmentIndex));
        }
        catch (DamagedTransactionIndexException damaged)
        {
            Obstacle = new CompactionObstacle(segment.BaseOffset, damaged.Path, damaged.Position, StoredBatchDefect.Records);
            return false;
        }

        _lease = SegmentLease.Of(source.Gate, segment.LogFile);
        _scanner = new BatchScanner(_lease.File, 0, segment.Bytes, BatchScanner.ScanBytes, batchBytesMax);
        return true;
    }

    private bool Take()
    {
        RecordBatch.TryOpen(_scanner!.Batch.Span, out var batch);
        var defect = _expected.Check(batch);
        if (defect != StoredBatchDefect.None)
            return Stop(_scanner.Position, defect);

        _expected = _expected.After(batch);
        IsAborted = _aborted.Cover(batch);
        BytesRead += batch.Bytes.Length;
        return true;
    }

    /// <summary>Goes to the next segment; false when this one did not end as it should.</summary>
    private bool Leave()
    {
        if (!_scanner!.IsAtEnd)
            return Stop(_scanner.NextPosition, _scanner.IsTooLarge ? StoredBatchDefect.None : StoredBatchDefect.Length);
        if (!_expected.AllowGaps && _expected.Next != _expected.End)
            return Stop(_scanner.NextPosition, StoredBatchDefect.Missing);

        Dispose();
        SegmentIndex++;
        return true;
    }

    private bool Stop(int position, StoredBatchDefect defect)
    {
        Obstacle = new CompactionObstacle(_expected.Next, _lease.File.Path, position, defect);
        return false;
    }
}
