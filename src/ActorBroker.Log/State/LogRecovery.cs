using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.State;

/// <summary>
/// Opens a log after an unclean stop. Below the recovery point everything was flushed, so what is bad there is damage; above it the log
/// is checked batch by batch, ends at the first bad one, and what is kept is flushed.
/// </summary>
/// <param name="context">The log directory's.</param>
/// <param name="id">The log.</param>
/// <param name="options">How it is kept.</param>
/// <param name="known">Its start and recovery point; null when nothing is known: then all is scanned.</param>
internal sealed class LogRecovery(LogContext context, PartitionId id, PartitionLogOptions options, ReplicaState? known)
{
    /// <summary>Runs the recovery; all that the log then holds is durable.</summary>
    /// <exception cref="LogDiskException">The disk failed; the log cannot be opened.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote one of the files.</exception>
    public (LoadedLog Log, RecoveryReport Report) Run()
    {
        try
        {
            return Recover();
        }
        catch (LogDiskException)
        {
            UnflushedMark.Leave(context.Disk, context.DirectoryOf(id));
            throw;
        }
    }

    private (LoadedLog Log, RecoveryReport Report) Recover()
    {
        var cutBytes = 0L;
        var damage = new List<LogDamage>();
        while (true)
        {
            var log = new LoadedLog(context, id, options);
            var (start, recoveryPoint) = Prepare(log);
            var scan = new TailScan(log, start, recoveryPoint, UnflushedMark.IsLeft(log.Disk, log.Directory));
            scan.Run();
            cutBytes += scan.CutBytes;
            if (scan.MustRepeat)
            {
                damage.AddRange(log.Damage.FindAll(found => found.IsCut));
                continue;
            }

            var end = Complete(log, scan, start, recoveryPoint);
            UnflushedMark.Remove(log.Disk, log.Directory);
            FlushNames(log);
            CompactionCheckpointFile.Cut(log.Disk, log.Directory, end);
            log.Damage.AddRange(damage);
            return (log, new RecoveryReport(id, start, end, scan.ScannedBytes, cutBytes, [.. log.Damage]));
        }
    }

    /// <summary>Brings everything but the batches behind the recovery point into memory.</summary>
    private (Offset Start, Offset RecoveryPoint) Prepare(LoadedLog log)
    {
        var listing = SegmentListing.Of(context.Disk, log.Directory);
        foreach (var name in listing.Leftovers)
            context.Disk.Delete($"{log.Directory}/{name}");
        var (start, recoveryPoint) = Bounds(listing);
        AddSegments(log, listing, start, recoveryPoint);
        var remade = log.TakeTransactions(recoveryPoint);
        LoadEpochs(log, start, recoveryPoint);
        LoadProducers(log, listing, start, recoveryPoint, remade);
        return (start, recoveryPoint);
    }

    private (Offset Start, Offset RecoveryPoint) Bounds(SegmentListing listing)
    {
        if (known is { } state)
            return (state.LogStart, state.RecoveryPoint);

        var first = listing.Logs.Count == 0 ? Offset.Zero : listing.Logs[0].BaseOffset;
        return (first, first);
    }

    private void AddSegments(LoadedLog log, SegmentListing listing, Offset start, Offset recoveryPoint)
    {
        for (var index = 0; index < listing.Logs.Count; index++)
        {
            var (baseOffset, bytes) = listing.Logs[index];
            var segment = log.SegmentAt(baseOffset, bytes);
            if (index + 1 < listing.Logs.Count && listing.Logs[index + 1].BaseOffset <= start)
                segment.Delete(context.Disk);
            else
                log.Segments.Add(segment);
        }

        var first = log.Segments.Count == 0 ? new Offset(long.MaxValue) : log.Segments[0].BaseOffset;
        var floor = Offset.Max(start, recoveryPoint);
        if (first > floor)
            log.Segments.Insert(0, log.SegmentAt(floor, 0));
        if (first > start && recoveryPoint > start)
        {
            var missing = log.SegmentAt(start, 0).LogFile.Path;
            log.Damage.Add(new LogDamage(start, Offset.Min(first, recoveryPoint), missing, 0, StoredBatchDefect.Missing, IsCut: false));
        }
    }

    private static void LoadEpochs(LoadedLog log, Offset start, Offset recoveryPoint)
    {
        var condition = LeaderEpochsFile.Load(log.Disk, log.Directory, out var epochs);
        log.Epochs = epochs;
        if (condition != StateFileCondition.Sound && recoveryPoint > start)
            new LogReplay(log, recoveryPoint).Epochs();
        log.Epochs.TruncateFromEnd(recoveryPoint);
    }

    /// <summary>Producers whose batches were deleted before a checkpoint covered them are in a snapshot between the recovery point and the log's start.</summary>
    private void LoadProducers(LoadedLog log, SegmentListing listing, Offset start, Offset recoveryPoint, HashSet<Offset> remade)
    {
        var newest = Offset.Max(start, recoveryPoint);
        ProducerSnapshots.DeleteAbove(context.Disk, log.Directory, newest);
        new LogReplay(log, recoveryPoint).Transactions(listing.Snapshots, remade);
        if (known is { HasProducers: false })
        {
            log.Producers.Clear(recoveryPoint);
            return;
        }

        var first = log.Segments[0].BaseOffset;
        ProducerSnapshots.LoadNewest(context.Disk, log.Directory, listing.Snapshots, first, newest, log.Producers);
        new LogReplay(log, recoveryPoint).Producers();
    }

    /// <summary>The scan flushed the bytes; the files' names, and the directory's, may be as new as they.</summary>
    private void FlushNames(LoadedLog log)
    {
        if (!log.Disk.DirectoryExists(log.Directory))
            return;

        log.Disk.FlushDirectory(log.Directory);
        log.Disk.FlushDirectory(context.Path);
    }

    /// <summary>Gives the log an end at or above its start and its recovery point, so that no offset that was in use is given again.</summary>
    private static Offset Complete(LoadedLog log, TailScan scan, Offset start, Offset recoveryPoint)
    {
        var first = Offset.Max(scan.End, start);
        if (first < recoveryPoint)
        {
            log.Damage.Add(new LogDamage(
                first, recoveryPoint, log.Active.LogFile.Path, log.Active.Bytes, StoredBatchDefect.Missing, IsCut: false));
        }

        var end = Offset.Max(first, recoveryPoint);
        if (scan.EndsInDamage || scan.End < end)
            log.Segments.Add(log.SegmentAt(end, 0));
        return end;
    }
}
