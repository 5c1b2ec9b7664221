using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Repair;

/// <summary>Does with the files of one replica what can only be done while its log is not open. The journal names the log already.</summary>
internal sealed class ReplicaRepair(LogContext context, ReplicaPlan plan)
{
    private static readonly int IndexIntervalBytes = new PartitionLogOptions().IndexIntervalBytes;

    private readonly ILogDisk _disk = context.Disk;
    private readonly string _directory = context.DirectoryOf(plan.Id);

    /// <summary>Runs it; may be repeated from the start after a crash.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public void Run()
    {
        if (!_disk.DirectoryExists(_directory))
            return;

        foreach (var name in plan.FilesToRemove)
            _disk.Delete($"{_directory}/{name}");
        foreach (var segment in plan.TransactionsToRemake)
            Tear(PathOf(segment, SegmentFileName.TransactionIndex));
        if (plan.HasGaps)
            AllowGaps();
        foreach (var (segment, damaged) in plan.SegmentsToSalvage)
            Salvage(segment, damaged);
        foreach (var segment in plan.IndexesToRemake.Except(plan.SegmentsToSalvage.Keys))
            RemakeIndexes(segment);
        _disk.FlushDirectory(_directory);
    }

    /// <summary>A recovery makes an index of aborted transactions again when it is torn: one that is merely gone might never have been.</summary>
    private void Tear(string path)
    {
        using var file = _disk.Open(path, LogFileMode.ExistingOrNew);
        file.SetLength(1);
        file.Flush();
    }

    private void AllowGaps()
    {
        using var file = _disk.Open($"{_directory}/{LoadedLog.GapsFile}", LogFileMode.ExistingOrNew);
        file.Flush();
        _disk.FlushDirectory(_directory);
    }

    /// <summary>Writes the batches of a segment but the damaged ones to a new file, which takes the old one's place when the log is opened.</summary>
    private void Salvage(Offset baseOffset, List<(long Position, long Bytes)> damaged)
    {
        using var log = _disk.Open(PathOf(baseOffset, SegmentFileName.Log), LogFileMode.Existing);
        using var cleaned = new CleanedSegment(context, _directory, baseOffset, IndexIntervalBytes);
        var position = 0L;
        foreach (var range in damaged)
        {
            Copy(log, position, range.Position, cleaned);
            position = range.Position + range.Bytes;
        }

        Copy(log, position, Math.Min(int.MaxValue, log.Length), cleaned);
        cleaned.Complete();
        SegmentSwap.Announce(_disk, _directory, baseOffset);
    }

    private static void Copy(ILogFile log, long position, long end, CleanedSegment cleaned)
    {
        using var scanner = new BatchScanner(log, (int)position, (int)end, BatchScanner.ScanBytes);
        while (scanner.MoveNextWhole())
            Invariant.Holds(cleaned.TryAppend(scanner.Batch.Span), "a part of a segment is not longer than the segment");
    }

    private void RemakeIndexes(Offset baseOffset)
    {
        using var log = _disk.Open(PathOf(baseOffset, SegmentFileName.Log), LogFileMode.Existing);
        var isActive = plan.Known is { } known && !plan.NeedsRecovery && known.ActiveBase == baseOffset;
        var bytes = isActive ? Math.Min(plan.Known!.Value.ActiveBytes, log.Length) : log.Length;
        var indexes = new SegmentIndexes(context.Files, _directory, baseOffset);
        indexes.Rebuild(log, (int)Math.Min(int.MaxValue, bytes), EndOf(baseOffset), IndexIntervalBytes, _disk.FileExists($"{_directory}/{LoadedLog.GapsFile}"));
        indexes.Complete();
        Close(indexes.Offsets.File);
        Close(indexes.Times.File);
    }

    private static void Close(CachedFile file)
    {
        if (file.Exists)
        {
            using var lease = file.Acquire();
            lease.File.Flush();
        }

        file.Close();
    }

    private Offset EndOf(Offset baseOffset)
    {
        var next = SegmentListing.Of(_disk, _directory).Logs.Find(log => log.BaseOffset > baseOffset);
        return next == default ? new Offset(long.MaxValue) : next.BaseOffset;
    }

    private string PathOf(Offset baseOffset, string kind) => $"{_directory}/{SegmentFileName.Of(baseOffset, kind)}";
}
