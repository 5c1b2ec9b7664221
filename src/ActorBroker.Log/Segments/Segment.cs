using ActorBroker.Log.Disk;
using ActorBroker.Log.Indexes;
using ActorBroker.Log.Reading;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Segments;

/// <summary>One segment: its batches' file and the indexes into it.</summary>
/// <remarks>
/// Threading: the log's owner appends; any thread locates batches below a bound that a published view gave it. A lock guards the indexes.
/// After a truncation or a compaction another object stands for the file: one that was published keeps meaning the bytes that it meant.
/// </remarks>
internal sealed class Segment
{
    private readonly Lock _gate = new();
    private readonly int _indexIntervalBytes;
    private readonly Func<bool> _allowsGaps;
    private readonly SegmentIndexes _indexes;
    private bool _indexesLoaded;
    private volatile bool _isDeleted;
    private int _bytes;

    /// <param name="files">Where the handles come from.</param>
    /// <param name="directory">The replica's directory.</param>
    /// <param name="baseOffset">The segment's name.</param>
    /// <param name="bytes">How many bytes of sound batches the file holds; 0 for a new one.</param>
    /// <param name="indexIntervalBytes">Bytes of batches between two index entries.</param>
    /// <param name="allowsGaps">True where compaction may have taken whole batches.</param>
    public Segment(OpenFiles files, string directory, Offset baseOffset, int bytes, int indexIntervalBytes, Func<bool> allowsGaps)
    {
        BaseOffset = baseOffset;
        LogFile = new CachedFile(files, $"{directory}/{SegmentFileName.Of(baseOffset, SegmentFileName.Log)}");
        Transactions = new SegmentTransactions(
            new CachedFile(files, $"{directory}/{SegmentFileName.Of(baseOffset, SegmentFileName.TransactionIndex)}"),
            baseOffset);
        _indexes = new SegmentIndexes(files, directory, baseOffset);
        _indexIntervalBytes = indexIntervalBytes;
        _allowsGaps = allowsGaps;
        _bytes = bytes;
        _indexesLoaded = bytes == 0;
    }

    /// <summary>The offset that names the files: no batch of the segment begins below it.</summary>
    public Offset BaseOffset { get; }

    /// <summary>The file of the batches.</summary>
    public CachedFile LogFile { get; }

    /// <summary>The transactions that were aborted in this segment.</summary>
    public SegmentTransactions Transactions { get; }

    /// <summary>True once <see cref="Delete"/> or <see cref="Retire"/> was called. Any thread.</summary>
    public bool IsDeleted => _isDeleted;

    /// <summary>How many bytes of batches there are.</summary>
    public int Bytes => Volatile.Read(ref _bytes);

    /// <summary>Bytes of the offset index.</summary>
    public long IndexBytes => _indexes.Offsets.Bytes;

    /// <summary>The files of the two indexes.</summary>
    public (CachedFile Offsets, CachedFile Times) IndexFiles => (_indexes.Offsets.File, _indexes.Times.File);

    /// <summary>Takes into account batches that were just written behind <see cref="Bytes"/>; after it, readers may be told of them.</summary>
    public void Appended(ReadOnlySpan<byte> batches)
    {
        lock (_gate)
        {
            var position = _bytes;
            while (RecordBatch.TryOpen(batches, out var batch))
            {
                _indexes.Note(batch, position, batch.Bytes.Length, _indexIntervalBytes);
                position += batch.Bytes.Length;
                batches = batches[batch.Bytes.Length..];
            }

            Volatile.Write(ref _bytes, position);
        }
    }

    /// <summary>
    /// Begins a scan that makes the indexes again from the newest sound entry below <paramref name="recoveryPoint"/> on.
    /// </summary>
    /// <returns>Where the scan begins, in bytes; <see cref="Bytes"/> is that now, and grows with <see cref="Scanned"/>.</returns>
    public int BeginScan(Offset recoveryPoint, int fileBytes)
    {
        lock (_gate)
        {
            using var lease = LogFile.Acquire();
            _bytes = _indexes.LoadUpTo(lease.File, fileBytes, recoveryPoint);
            _indexesLoaded = true;
            return _bytes;
        }
    }

    /// <summary>Takes into account a batch that the scan found sound; what lay between it and the one before does not count.</summary>
    public void Scanned(in RecordBatch batch, int position)
    {
        lock (_gate)
        {
            _indexes.Note(batch, position, batch.Bytes.Length, _indexIntervalBytes);
            Volatile.Write(ref _bytes, position + batch.Bytes.Length);
        }
    }

    /// <summary>Writes what the index files lack, the largest timestamp's entry included; not yet durable.</summary>
    /// <param name="endOffset">The offset behind the segment's last batch.</param>
    public void CompleteIndexes(Offset endOffset)
    {
        lock (_gate)
        {
            EnsureIndexes(Bytes, endOffset);
            _indexes.Complete();
        }
    }

    /// <summary>The largest timestamp among the batches before <paramref name="bound"/> bytes, or <see cref="TimestampedOffset.None"/>.</summary>
    public TimestampedOffset LargestTimestamp(int bound, Offset endOffset)
    {
        lock (_gate)
        {
            EnsureIndexes(bound, endOffset);
            return _indexes.Largest;
        }
    }

    /// <summary>False when damage hides a part of the segment, which may hold a larger timestamp than <see cref="LargestTimestamp"/>. Known once that was asked for.</summary>
    public bool IsWhole
    {
        get
        {
            lock (_gate)
                return _indexes.IsComplete;
        }
    }

    /// <summary>
    /// Loads the indexes when that was not done; after it, appends may come.
    /// </summary>
    public void LoadIndexes(Offset endOffset)
    {
        lock (_gate)
            EnsureIndexes(Bytes, endOffset);
    }

    /// <summary>A position, at most that of the first batch with a last offset of at least <paramref name="target"/>, found without reading batches.</summary>
    public IndexHint FloorOffset(Offset target, int bound, Offset endOffset)
    {
        lock (_gate)
            EnsureIndexes(bound, endOffset);
        return Hint(_indexes.Offsets.FloorKey(target - BaseOffset));
    }

    /// <summary>The newest entry of the time index that is at most <paramref name="timestamp"/>; all batches before the one it names are older or equal.</summary>
    public IndexEntry FloorTimestamp(long timestamp, int bound, Offset endOffset)
    {
        lock (_gate)
            EnsureIndexes(bound, endOffset);
        return _indexes.Times.FloorKey(timestamp);
    }

    /// <summary>True when the batch that a time entry names has that entry's timestamp.</summary>
    public bool TimeEntryHolds(IndexEntry entry, int bound)
    {
        using var lease = LogFile.Acquire();
        return _indexes.TimeEntryHolds(lease.File, bound, entry);
    }

    /// <summary>The first batch's timestamp, in milliseconds since 1970: that of its youngest record; null while there is none.</summary>
    public long? FirstTimestamp()
    {
        if (Bytes == 0)
            return null;

        using var lease = LogFile.Acquire();
        using var scanner = new BatchScanner(lease.File, 0, Bytes, RecordBatchFormat.HeaderBytes);
        return scanner.MoveNext() ? scanner.Header.MaxTimestamp : null;
    }

    /// <summary>Makes the indexes again from the batches: an entry was found to be wrong.</summary>
    /// <exception cref="SupersededException">The files are gone, or another segment's.</exception>
    public void RebuildIndexes(Offset endOffset)
    {
        lock (_gate)
        {
            ThrowIfDeleted();
            using var lease = LogFile.Acquire();
            _indexes.Rebuild(lease.File, Bytes, endOffset, _indexIntervalBytes, _allowsGaps());
            _indexes.Offsets.Write();
            _indexes.Times.Write();
        }
    }

    /// <summary>Closes the segment's handles; those that readers lease close with the lease.</summary>
    public void Close()
    {
        LogFile.Close();
        _indexes.Offsets.File.Close();
        _indexes.Times.File.Close();
        Transactions.File.Close();
    }

    /// <summary>Removes the segment's files by name; leases read on. Not durable before the directory is flushed.</summary>
    public void Delete(ILogDisk disk)
    {
        Retire();
        DeleteIndexes(disk);
        disk.Delete(LogFile.Path);
    }

    /// <summary>The files' names go or pass to another segment: none is opened for this one any more, but leases read on.</summary>
    public void Retire()
    {
        lock (_gate)
            _isDeleted = true;
        Close();
    }

    /// <summary>Removes what is no batch: of a segment that is still empty, it is another one's.</summary>
    public void DeleteIndexes(ILogDisk disk)
    {
        disk.Delete(_indexes.Offsets.File.Path);
        disk.Delete(_indexes.Times.File.Path);
        disk.Delete(Transactions.File.Path);
    }

    private IndexHint Hint(IndexEntry entry) =>
        entry == IndexEntry.None ? IndexHint.Start : new IndexHint(entry.Value, BaseOffset + entry.Key);

    private void EnsureIndexes(int bound, Offset endOffset)
    {
        if (_indexesLoaded)
            return;

        ThrowIfDeleted();
        using var lease = LogFile.Acquire();
        _indexes.Load(lease.File, bound, endOffset, _indexIntervalBytes, _allowsGaps());
        _indexesLoaded = true;
    }

    private void ThrowIfDeleted()
    {
        if (_isDeleted)
            throw new SupersededException();
    }
}
