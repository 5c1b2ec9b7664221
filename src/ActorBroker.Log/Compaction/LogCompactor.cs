using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>
/// Compacts one log: of each key the last record stays, tombstones go in time, and offsets, epochs, sequences and batches keep their places (KIP-58, KIP-98,
/// KIP-354, KIP-534).
/// </summary>
/// <remarks>
/// Owned by the log's owner, who calls <see cref="Begin"/>, <see cref="Swap"/> and <see cref="End"/>; the steps between them may run anywhere:
/// <code>
/// var run = compactor.Begin(options, now);
/// while ((step = run.Step(bytes)) != CompactionStep.Done)
///     if (step == CompactionStep.Swap) compactor.Swap(run);
/// compactor.End(run);
/// </code>
/// Compacted are closed segments whose records are all decided, durable and free of damage. What goes is what a durable record behind it makes old, so that no
/// crash takes both. A crash at any moment leaves each segment either as it was or as it was to be.
/// </remarks>
public sealed class LogCompactor
{
    private readonly PartitionLog _log;
    private readonly CompactionLimits _limits;
    private readonly Random _random;
    private (CompactionObstacle Obstacle, int Generation)? _obstacle;
    private InspectedLog? _clean;

    /// <param name="log">The log.</param>
    /// <param name="limits">How much memory a compaction takes.</param>
    /// <param name="random">Makes the seeds of the digests of keys; who writes the keys must not know them.</param>
    public LogCompactor(PartitionLog log, CompactionLimits limits, Random random)
    {
        _log = log;
        _limits = limits;
        _random = random;
    }

    /// <summary>
    /// Says whether the log is due, and how dirty it is. Loads it if need be: not while it has one segment, which is closed before it is compacted, unless
    /// its records may be waiting for too long there; and not when it was not due the last time and nothing has changed.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public CompactionState Inspect(CompactionOptions options, DateTimeOffset now)
    {
        if (_log.State.ActiveBase <= _log.State.LogStart && options.LagMax is null)
            return default;
        if (_clean is { } clean && clean.Holds(_log, options, now))
            return clean.Result;

        var plan = PlanFor(options, now);
        var state = plan.ToState();
        _clean = state.Reason == CompactionReason.None ? new InspectedLog(_log.State, _log.DurableOffset, _log.Generation, options, plan.HoldsUntil, state) : null;
        return state;
    }

    /// <summary>Begins a compaction. One of a log is under way at a time, and the log stays in memory until it has ended.</summary>
    /// <returns>Null when the log is not due, or takes no changes since one failed.</returns>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public CompactionRun? Begin(CompactionOptions options, DateTimeOffset now)
    {
        Invariant.Holds(!_log.IsCompacting, "one compaction of a log is under way at a time");
        if (_log.Failure is not null)
            return null;

        var plan = PlanFor(options, now);
        if (plan.IsActiveOverdue)
        {
            _log.Roll();
            plan = PlanFor(options, now);
        }

        if (plan.ToState().Reason == CompactionReason.None)
            return null;

        _log.IsCompacting = true;
        return new CompactionRun(ContextFor(plan, options, now));
    }

    /// <summary>
    /// Puts what the run has made in place, after a step that returned <see cref="CompactionStep.Swap"/>; durable on return. Readers take the log's present
    /// view then; what they lease stays as it was. Where the log was cut meanwhile, nothing happens and the run ends.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed; the log takes no more, and its next recovery goes on.</exception>
    public void Swap(CompactionRun run)
    {
        var group = run.Group;
        Invariant.Holds(group is { IsComplete: true }, "a step has made something to put in place");
        if (_log.Failure is not null || run.Context.Generation != _log.Generation || !group.Segments.All(_log.Load().Segments.Contains))
        {
            run.GiveUp();
            return;
        }

        _log.Replace(new SegmentReplacement(group.Segments, group.Target));
        run.OnSwapped(_log.Content.Gate);
    }

    /// <summary>Ends a run, complete or not: frees what it holds, removes what it has not put in place, and notes how far the log is compacted.</summary>
    /// <exception cref="LogDiskException">The disk failed; the next compaction does more than it needs to.</exception>
    public void End(CompactionRun run)
    {
        Invariant.Holds(_log.IsCompacting, "a compaction that ends was begun, and has not ended");
        _log.IsCompacting = false;
        _clean = null;
        run.Dispose();
        if (run.Obstacle is { } obstacle)
            _obstacle = (obstacle, run.Context.Generation);
        run.Group?.Target.Delete();
        if (run.Result is { } result && run.Context.Generation == _log.Generation)
            CompactionCheckpointFile.Save(run.Context.Log.Disk, run.Context.Directory, result);
    }

    private CompactionPlan PlanFor(CompactionOptions options, DateTimeOffset now)
    {
        var loaded = _log.Load();
        CompactionCheckpointFile.Load(loaded.Disk, loaded.Directory, out var checkpoint);
        return new CompactionPlan(loaded, _log.State, checkpoint, options, LimitOf(loaded), now);
    }

    /// <summary>Records from here on are not compacted: they are not stable, not durable, damaged, or lie behind what a run did not get past.</summary>
    private Offset LimitOf(LoadedLog loaded)
    {
        var limit = Offset.Min(_log.State.LastStable, _log.DurableOffset);
        foreach (var damage in loaded.Damage)
        {
            if (!damage.IsCut)
                limit = Offset.Min(limit, damage.First);
        }

        return _obstacle is { } met && met.Generation == _log.Generation ? Offset.Min(limit, met.Obstacle.First) : limit;
    }

    private CompactionContext ContextFor(CompactionPlan plan, CompactionOptions options, DateTimeOffset now)
    {
        var loaded = _log.Load();
        return new CompactionContext
        {
            Log = loaded.Context,
            Directory = loaded.Directory,
            Source = new CompactionSource(_log.Content, _log.State.LogEnd),
            Plan = plan,
            Limits = _limits,
            Newest = loaded.Producers.NewestBatches(),
            RecoveryPoint = _log.State.RecoveryPoint,
            Generation = _log.Generation,
            Now = now.ToUnixTimeMilliseconds(),
            DeleteRetentionMs = (long)options.DeleteRetention.TotalMilliseconds,
            Seed = new UInt128((ulong)_random.NextInt64(), (ulong)_random.NextInt64()),
            SegmentBytesMax = loaded.Options.SegmentBytesMax,
            IndexIntervalBytes = loaded.Options.IndexIntervalBytes,
        };
    }
}
