using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.State;

/// <summary>Loads a log whose state is known from a checkpoint: what lies behind its end was never part of it.</summary>
internal readonly struct LogLoader(LogContext context, PartitionLogOptions options, ReplicaState state)
{
    /// <summary>
    /// Loads for the owner, and removes what lies behind the log's end: appends that were under way when the process ended, before the journal knew of them.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote one of the files.</exception>
    public LoadedLog Load()
    {
        var log = new LoadedLog(context, state.Id, options);
        var listing = SegmentListing.Of(context.Disk, log.Directory);
        AddSegments(log, listing);
        RemoveLeftovers(log, listing);
        var remade = log.TakeTransactions(state.LogEnd);
        LoadEpochs(log);
        LoadProducers(log, listing, remade);
        return log;
    }

    /// <summary>Loads for a reader: nothing is changed on the disk.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public LogContent LoadForReading(LeaseGate gate)
    {
        var log = new LoadedLog(context, state.Id, options);
        AddSegments(log, SegmentListing.Of(context.Disk, log.Directory));
        log.LoadTransactions();
        LeaderEpochsFile.Load(context.Disk, log.Directory, out var epochs);
        log.Epochs = epochs;
        return log.ToContent(gate);
    }

    private void AddSegments(LoadedLog log, SegmentListing listing)
    {
        foreach (var (baseOffset, bytes) in listing.Logs)
        {
            if (baseOffset < state.ActiveBase)
                log.Segments.Add(log.SegmentAt(baseOffset, bytes));
        }

        var activeBase = state.ActiveBase;
        var isActiveThere = state.ActiveBytes == 0 || listing.Logs.Exists(segment => segment.BaseOffset == activeBase);
        log.Segments.Add(isActiveThere ? log.SegmentAt(state.ActiveBase, state.ActiveBytes) : log.SegmentAt(state.LogEnd, 0));
        var first = log.Segments[0].BaseOffset;
        if (first > state.LogStart && !(log.AllowGaps && isActiveThere))
            AddMissing(log, state.LogStart, first);
        else if (!isActiveThere)
            AddMissing(log, Offset.Max(state.LogStart, state.ActiveBase), state.LogEnd);
    }

    private static void AddMissing(LoadedLog log, Offset first, Offset next) => log.Damage.Add(
        new LogDamage(first, next, log.SegmentAt(first, 0).LogFile.Path, 0, StoredBatchDefect.Missing, IsCut: false));

    /// <summary>
    /// A segment that is removed is gone durably before the log is used: after another crash its name would come back, and end the one before it there,
    /// with all that was appended meanwhile.
    /// </summary>
    private void RemoveLeftovers(LoadedLog log, SegmentListing listing)
    {
        foreach (var name in listing.Leftovers)
            context.Disk.Delete($"{log.Directory}/{name}");
        var isRemoved = false;
        foreach (var (baseOffset, bytes) in listing.Logs)
        {
            if (baseOffset > state.ActiveBase)
            {
                log.SegmentAt(baseOffset, 0).Delete(context.Disk);
                isRemoved = true;
            }
            else if (baseOffset == log.Active.BaseOffset && bytes > state.ActiveBytes)
                CutActive(log);
        }

        if (isRemoved)
            context.Disk.FlushDirectory(log.Directory);
    }

    private void CutActive(LoadedLog log)
    {
        using var lease = log.Active.LogFile.Acquire();
        lease.File.SetLength(state.ActiveBytes);
    }

    private void LoadEpochs(LoadedLog log)
    {
        var condition = LeaderEpochsFile.Load(context.Disk, log.Directory, out var epochs);
        log.Epochs = epochs;
        if (condition != StateFileCondition.Sound && state.LogEnd > state.LogStart)
            new LogReplay(log, state.LogEnd).Epochs();
        log.Epochs.TruncateFromEnd(state.LogEnd);
    }

    private void LoadProducers(LoadedLog log, SegmentListing listing, HashSet<Offset> remade)
    {
        var firstBase = log.Segments[0].BaseOffset;
        new LogReplay(log, state.LogEnd).Transactions(listing.Snapshots, remade);
        if (!state.HasProducers)
        {
            log.Producers.Clear(state.LogEnd);
            return;
        }

        ProducerSnapshots.LoadNewest(context.Disk, log.Directory, listing.Snapshots, firstBase, state.LogEnd, log.Producers);
        new LogReplay(log, state.LogEnd).Producers();
    }
}
