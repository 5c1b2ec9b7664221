using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.State;

/// <summary>
/// Reads a log's batches from its recovery point on, checks each, and makes again what follows from them. Ends at the first bad byte above
/// the recovery point and removes what lies behind; notes damage below it and goes on behind.
/// </summary>
/// <param name="log">Its segments may be longer than what is sound of them. Producer state and epochs are those of the recovery point.</param>
/// <param name="start">The log's start: what is missing below it is no damage.</param>
/// <param name="recoveryPoint">Below it everything was flushed once.</param>
/// <param name="rewrites">True to write what is sound again, where it lies, so that the flush is one of bytes that the system knows to be changed.</param>
internal sealed class TailScan(LoadedLog log, Offset start, Offset recoveryPoint, bool rewrites)
{
    // A deletion moves the recovery point up with the log's start, and the file of epochs may be older: then it knows of none that came later.
    private readonly EpochView _epochs = EpochView.Of(log.Epochs, recoveryPoint > start ? recoveryPoint : Offset.Zero);
    private readonly List<Segment> _kept = [];
    private (int Index, int Position, Offset Offset)? _epochRise;

    /// <summary>The offset behind the last sound batch, or behind the damage that ends the log.</summary>
    public Offset End { get; private set; }

    /// <summary>True when the last segment's file ends with bytes that are no batches but lie below the recovery point: they stay, and appends go elsewhere.</summary>
    public bool EndsInDamage { get; private set; }

    /// <summary>True when the log was cut before batches that were taken for sound: the recovery begins anew.</summary>
    public bool MustRepeat { get; private set; }

    /// <summary>Bytes of batches that were found sound.</summary>
    public long ScannedBytes { get; private set; }

    /// <summary>Bytes that were removed behind the cut.</summary>
    public long CutBytes { get; private set; }

    /// <summary>Runs the scan. The segments' bytes are then those of sound batches, and what was read is flushed.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public void Run()
    {
        var first = log.IndexOf(recoveryPoint);
        var index = first;
        End = log.Segments[index].BaseOffset;
        while (index < log.Segments.Count && Joins(index) && ScanSegment(index))
            index++;

        var scanned = rewrites ? log.Segments[first..].FindAll(segment => segment.LogFile.Exists) : _kept;
        foreach (var segment in scanned)
            Flush(segment);
    }

    /// <summary>True when what comes next was flushed once, so that its absence is damage.</summary>
    private bool IsFlushed => Offset.Max(End, start) < recoveryPoint;

    /// <summary>True when the segment follows what was read so far, or what is missing between lies below the recovery point.</summary>
    private bool Joins(int index)
    {
        var segment = log.Segments[index];
        var isMissing = segment.BaseOffset > Offset.Max(End, start) && !log.AllowGaps;
        if (isMissing && IsFlushed)
            AddDamage(End, segment.BaseOffset, log.Segments[index - 1], StoredBatchDefect.Missing);
        else if (isMissing || segment.BaseOffset < End)
        {
            Cut(index, 0, StoredBatchDefect.BaseOffset);
            return false;
        }

        End = segment.BaseOffset;
        EndsInDamage = false;
        return true;
    }

    private bool ScanSegment(int index)
    {
        var segment = log.Segments[index];
        if (segment.Bytes == 0)
            return true;

        using var lease = segment.LogFile.Acquire();
        var fileBytes = (int)Math.Min(int.MaxValue, lease.File.Length);
        var position = segment.BeginScan(recoveryPoint, fileBytes);
        _kept.Add(segment);
        while (true)
        {
            var defect = ScanBatches(index, lease.File, ref position, fileBytes);
            if (defect == StoredBatchDefect.None)
                return true;
            if (!IsFlushed)
            {
                CutBefore(index, position, defect);
                return false;
            }

            if (!PassDamage(index, lease.File, ref position, fileBytes, defect))
                return true;
        }
    }

    /// <summary>Takes sound batches until the file ends or one is not; <paramref name="position"/> is then behind the last sound one.</summary>
    private StoredBatchDefect ScanBatches(int index, ILogFile file, ref int position, int fileBytes)
    {
        var segment = log.Segments[index];
        using var scanner = new BatchScanner(file, position, fileBytes, BatchScanner.ScanBytes);
        while (scanner.MoveNextWhole())
        {
            RecordBatch.TryOpen(scanner.Batch.Span, out var batch);
            var defect = Check(batch, isFirst: scanner.Position > 0 && scanner.Position == segment.Bytes && End == segment.BaseOffset);
            if (defect != StoredBatchDefect.None)
                return defect;

            if (rewrites)
                file.Write(scanner.Position, batch.Bytes);
            Take(index, batch, scanner.Position);
            position = scanner.NextPosition;
        }

        return scanner.IsAtEnd ? StoredBatchDefect.None : StoredBatchDefect.Length;
    }

    private StoredBatchDefect Check(in RecordBatch batch, bool isFirst)
    {
        var allowGaps = log.AllowGaps || isFirst;
        var defect = new BatchExpectation(End, new Offset(long.MaxValue), allowGaps, _epochs).Check(batch);
        return defect == StoredBatchDefect.None && batch.LeaderEpoch < log.Epochs.Latest && End >= recoveryPoint
            ? StoredBatchDefect.LeaderEpoch
            : defect;
    }

    private void Take(int index, in RecordBatch batch, int position)
    {
        var segment = log.Segments[index];
        segment.Scanned(batch, position);
        if (batch.LeaderEpoch > log.Epochs.Latest && log.Epochs.Assign(batch.LeaderEpoch, batch.BaseOffset))
            _epochRise = (index, position, batch.BaseOffset);
        if (log.Producers.Apply(batch) is { IsAborted: true } aborted)
            segment.Transactions.Append(aborted);
        End = batch.NextOffset;
        ScannedBytes += batch.Bytes.Length;
    }

    private bool PassDamage(int index, ILogFile file, ref int position, int fileBytes, StoredBatchDefect defect)
    {
        var segmentEnd = log.EndOf(index, recoveryPoint);
        var expected = new BatchExpectation(End, new Offset(long.MaxValue), true, _epochs);
        var sound = DamageScan.NextSound(file, position + 1, fileBytes, expected);
        var next = sound?.BaseOffset ?? (segmentEnd > End ? segmentEnd : recoveryPoint);
        AddDamage(End, next, log.Segments[index], defect, position);
        End = next;
        EndsInDamage = sound is null;
        position = sound?.Position ?? position;
        return sound is not null;
    }

    /// <summary>An epoch that rose and then fell was no epoch: the log ends before the batch that first carried it.</summary>
    private void CutBefore(int index, int position, StoredBatchDefect defect)
    {
        if (defect == StoredBatchDefect.LeaderEpoch && _epochRise is { } rise)
        {
            MustRepeat = true;
            (index, position, End) = rise;
        }

        Cut(index, position, defect);
    }

    private void Cut(int index, int position, StoredBatchDefect defect)
    {
        var soundEnd = SoundEndBehind(index, position);
        if (soundEnd > End)
        {
            log.Damage.Add(new LogDamage(
                End, soundEnd, log.Segments[index].LogFile.Path, position, defect, IsCut: true));
        }

        var firstRemoved = position == 0 && index > 0 ? index : index + 1;
        for (var removed = log.Segments.Count - 1; removed >= firstRemoved; removed--)
        {
            using (var lease = log.Segments[removed].LogFile.Acquire())
                CutBytes += lease.File.Length;
            log.Segments[removed].Delete(log.Disk);
            _kept.Remove(log.Segments[removed]);
            log.Segments.RemoveAt(removed);
        }

        if (firstRemoved > index)
            CutFile(log.Segments[index], position);
        log.Disk.FlushDirectory(log.Directory);
    }

    private void CutFile(Segment segment, int position)
    {
        using var lease = segment.LogFile.Acquire();
        CutBytes += lease.File.Length - position;
        lease.File.SetLength(position);
        lease.File.Flush();
    }

    /// <summary>The offset behind the last sound batch that lies behind the cut; <see cref="Offset.None"/> when there is none.</summary>
    private Offset SoundEndBehind(int index, int position)
    {
        var end = Offset.None;
        for (; index < log.Segments.Count; index++, position = -1)
        {
            using var lease = log.Segments[index].LogFile.Acquire();
            var fileBytes = (int)Math.Min(int.MaxValue, lease.File.Length);
            var expected = new BatchExpectation(End, new Offset(long.MaxValue), true, EpochView.Empty);
            while (DamageScan.NextSound(lease.File, position + 1, fileBytes, expected) is { } sound)
            {
                end = sound.NextOffset;
                position = sound.EndPosition - 1;
            }
        }

        return end;
    }

    /// <summary>Flushes a segment's file; its length too is said again, since it may have been cut by what was not flushed.</summary>
    private void Flush(Segment segment)
    {
        using var lease = segment.LogFile.Acquire();
        if (rewrites)
            lease.File.SetLength(lease.File.Length);
        lease.File.Flush();
    }

    private void AddDamage(Offset first, Offset next, Segment segment, StoredBatchDefect defect, int? position = null) =>
        log.Damage.Add(new LogDamage(first, next, segment.LogFile.Path, position ?? segment.Bytes, defect, IsCut: false));
}
