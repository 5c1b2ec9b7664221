using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Flushing;

namespace ActorBroker.Journal.Storage;

/// <summary>
/// What keeps a plugin's log small and its starts short, each time when a segment's worth of bytes was appended: a checkpoint, the ledger of sequence
/// numbers, then a compaction if enough of the log is new. One thing after the other, beside the plugin's work.
/// </summary>
/// <remarks>
/// Owned by the plugin, on whose thread everything but disk work runs. A disk error in it ends this round; the next begins with the next segment, unless the
/// log itself failed.
/// </remarks>
internal sealed class LogUpkeep(
    OpenedLog opened, CommitQueue commits, ILogIndex index, RecordLogSettings settings, LogSchedule schedule, Random random)
{
    private const int StepBytes = 1024 * 1024;

    private readonly LogCompactor _compactor = new(opened.Log, LimitsFor(settings), random);
    private long _appended;

    /// <summary>True while a round is under way.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>What went wrong in the last round; null when nothing did.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Takes note of bytes that were appended.</summary>
    public void OnAppended(long bytes) => _appended += bytes;

    /// <summary>Begins a round when it is time. Called when a flush has ended and nothing is staged.</summary>
    public void BeginIfDue()
    {
        if (_appended < settings.SegmentBytes || IsUnderWay)
            return;

        // Taken before the flush: what it says is then durable when it is written.
        var ledger = index.ToLedger();
        IsUnderWay = true;
        Try(() => commits.TryCheckpoint(failure => OnFlushed(ledger, failure)), isBegun =>
        {
            IsUnderWay &= isBegun;
            _appended = isBegun ? 0 : _appended;
        });
    }

    /// <summary>No batch that was written may be too long to be compacted: a unit's records have some bytes besides keys and values.</summary>
    private static CompactionLimits LimitsFor(RecordLogSettings settings)
    {
        var bytesMax = (int)Math.Min(Array.MaxLength, (2L * settings.WriteBytesMax) + StepBytes);
        return new CompactionLimits { BatchBytesMax = bytesMax, InflatedBytesMax = bytesMax };
    }

    private void OnFlushed(SequenceLedger ledger, Exception? failure)
    {
        if (failure is not null)
        {
            End(failure);
            return;
        }

        opened.Directory.Settle(opened.Log);
        schedule.Run(
            () =>
            {
                opened.Directory.Checkpoint();
                ledger.Save(opened.Directory.Files.Disk, opened.Directory.Path);
            },
            OnCheckpointed);
    }

    private void OnCheckpointed(Exception? failure)
    {
        if (failure is not null)
        {
            End(failure);
            return;
        }

        var options = new CompactionOptions { DirtyRatioMin = settings.CompactionRatio, DeleteRetention = TimeSpan.Zero };
        Try(() => _compactor.Begin(options, schedule.Now), run =>
        {
            if (run is null)
                End(null);
            else
                Step(run);
        });
    }

    private void Step(CompactionRun run)
    {
        var step = CompactionStep.Continue;
        schedule.Run(() => step = run.Step(StepBytes), failure => OnStep(run, step, failure));
    }

    private void OnStep(CompactionRun run, CompactionStep step, Exception? failure)
    {
        if (failure is not null || step == CompactionStep.Done)
        {
            Try(() => EndOf(run), _ => End(failure));
            return;
        }

        if (step == CompactionStep.Swap)
            Try(() => Swap(run), _ => Step(run), otherwise: cause => Try(() => EndOf(run), _ => End(cause)));
        else
            Step(run);
    }

    private bool Swap(CompactionRun run)
    {
        _compactor.Swap(run);
        return true;
    }

    private bool EndOf(CompactionRun run)
    {
        _compactor.End(run);
        return true;
    }

    private void Try<T>(Func<T> work, Action<T> done, Action<Exception>? otherwise = null)
    {
        T result;
        try
        {
            result = work();
        }
        catch (LogDiskException exception)
        {
            (otherwise ?? End)(exception);
            return;
        }

        done(result);
    }

    private void End(Exception? failure)
    {
        LastFailure = failure;
        IsUnderWay = false;
    }
}
