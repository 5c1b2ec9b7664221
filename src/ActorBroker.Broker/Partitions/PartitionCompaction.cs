using ActorBroker.Log;
using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;

namespace ActorBroker.Broker.Partitions;

/// <summary>
/// The compaction of one partition's log: reads and writes on the disk executor, a few megabytes at a time, and comes back to the log's owner only to put
/// what was made in place. Appends go on beside it.
/// </summary>
/// <remarks>Owned by the partition's actor, on whose thread all is called but the steps.</remarks>
/// <param name="log">The log.</param>
/// <param name="limits">How much memory a compaction takes.</param>
/// <param name="seed">Of the digests of keys.</param>
/// <param name="executor">Takes the steps.</param>
/// <param name="toOwner">Runs something on the owner's thread.</param>
internal sealed class PartitionCompaction(PartitionLog log, CompactionLimits limits, int seed, IDiskExecutor executor, Action<Action> toOwner)
{
    /// <summary>What one work on the executor reads, in bytes: others get their turn between two of them.</summary>
    private const int StepBytes = 4 * 1024 * 1024;

    private readonly LogCompactor _compactor = new(log, limits, new Random(seed));
    private CompactionRun? _run;
    private ICompactionOwner? _owner;
    private bool _isGivenUp;

    /// <summary>True until what was begun has ended: the log cannot be given back.</summary>
    public bool IsUnderWay => _run is not null;

    /// <summary>Says whether the log is due. One that was not in memory does not stay there for that.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public CompactionState Inspect(CompactionOptions options, DateTimeOffset now)
    {
        if (IsUnderWay || log.Failure is not null || log.State.LogStart == log.State.LogEnd)
            return default;

        var wasLoaded = log.IsLoaded;
        var state = _compactor.Inspect(options, now);
        if (!wasLoaded)
            log.Unload();
        return state;
    }

    /// <summary>Begins a compaction; <paramref name="owner"/> hears of what it does.</summary>
    /// <returns>False when one is under way, or the log is not due.</returns>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public bool TryBegin(CompactionOptions options, DateTimeOffset now, ICompactionOwner owner)
    {
        if (IsUnderWay || _compactor.Begin(options, now) is not { } run)
            return false;

        (_run, _owner, _isGivenUp) = (run, owner, false);
        Go(run);
        return true;
    }

    /// <summary>Has it end after the step that is under way. What it has put in place stays.</summary>
    public void GiveUp() => _isGivenUp = true;

    private void Go(CompactionRun run)
    {
        var step = CompactionStep.Done;
        executor.Execute(() => step = run.Step(StepBytes), failure => toOwner(() => OnStep(run, step, failure)));
    }

    private void OnStep(CompactionRun run, CompactionStep step, Exception? failure)
    {
        if (failure is not null || step == CompactionStep.Done || _isGivenUp)
        {
            End(run, failure);
            return;
        }

        if (step == CompactionStep.Swap && !TrySwap(run))
            return;
        Go(run);
    }

    private bool TrySwap(CompactionRun run)
    {
        try
        {
            _compactor.Swap(run);
            _owner!.OnCompacted();
            return true;
        }
        catch (LogDiskException failure)
        {
            End(run, failure);
            return false;
        }
    }

    private void End(CompactionRun run, Exception? failure)
    {
        try
        {
            _compactor.End(run);
        }
        catch (LogDiskException unsaved)
        {
            failure ??= unsaved;
        }

        var owner = _owner!;
        (_run, _owner) = (null, null);
        owner.OnCompactionEnded(run, failure);
    }
}
