using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>
/// One compaction of one log: <see cref="LogCompactor.Begin"/> makes it, steps on any thread read and write beside the log, which goes on, and the log's owner
/// puts what they made in place.
/// </summary>
/// <remarks>
/// One thread at a time. What it writes is nothing to the log before <see cref="LogCompactor.Swap"/>; one that is given up leaves the log as the last swap
/// left it. Memory: see <see cref="CompactionLimits"/>, and some fifty bytes for each producer that the log knows.
/// </remarks>
public sealed class CompactionRun : IDisposable
{
    private readonly CompactionContext _context;
    private readonly OffsetMap _map;
    private readonly SourceBatches _dirty;
    private readonly OffsetMapping _mapping;
    private Queue<(int First, int End)>? _groups;
    private BatchCleaner? _cleaner;
    private CompactionProgress _done;
    private Offset _mapEnd;
    private bool _isOver;

    internal CompactionRun(CompactionContext context)
    {
        var (source, plan, limits) = (context.Source, context.Plan, context.Limits);
        _context = context;
        _map = new OffsetMap(limits.OffsetMapBytesMax, plan.Count == 0 ? 0 : Math.Max(0, source.EndOf(plan.Count - 1) - plan.FirstDirty), context.Seed);
        _dirty = new SourceBatches(source, plan.CleanCount, Math.Max(plan.CleanCount, plan.Count), limits.BatchBytesMax);
        _mapping = new OffsetMapping(_dirty, _map, plan.FirstDirty, limits.InflatedBytesMax);
        _done = new CompactionProgress { BytesToRead = source.BytesOf(plan.CleanCount, plan.Count) + source.BytesOf(0, plan.Count) };
    }

    /// <summary>How far it is.</summary>
    public CompactionProgress Progress => _done with
    {
        BytesRead = _dirty.BytesRead + _done.BytesRead + (Group?.BytesRead ?? 0),
        BytesWritten = _done.BytesWritten + (Group?.Target.Bytes ?? 0),
        RecordsRemoved = _cleaner?.RecordsRemoved ?? 0,
    };

    /// <summary>What it does not go past: the log stays as it is from there on. Null while nothing was found.</summary>
    public CompactionObstacle? Obstacle { get; private set; }

    /// <summary>True when the log was cut, or segments went, so that there was nothing left to work on.</summary>
    public bool IsSuperseded { get; private set; }

    /// <summary>The group that was last worked on, until it is in place.</summary>
    internal GroupCleaning? Group { get; private set; }

    /// <summary>What the run was made from.</summary>
    internal CompactionContext Context => _context;

    /// <summary>How far the log is compacted now; null when the run did not come to its end.</summary>
    internal CompactionCheckpoint? Result { get; private set; }

    /// <summary>Reads batches of about <paramref name="bytesMax"/> bytes, and writes what stays of them.</summary>
    /// <param name="bytesMax">1 and up; a whole batch is read even so.</param>
    /// <exception cref="LogDiskException">The disk failed, or is full: have the owner call <see cref="LogCompactor.End"/>. The log itself is as it was.</exception>
    public CompactionStep Step(int bytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesMax, 1);
        Invariant.Holds(_isOver || Group is not { IsComplete: true }, "what a step made is put in place before the next");
        try
        {
            return _isOver ? CompactionStep.Done : _groups is null ? Map(bytesMax) : Clean(bytesMax);
        }
        catch (Exception exception) when (exception is SupersededException or LogDiskException { Error: LogDiskError.NotFound })
        {
            return GiveUp();
        }
    }

    /// <summary>Gives back memory and handles. <see cref="LogCompactor.End"/> does so too.</summary>
    public void Dispose()
    {
        _isOver = true;
        Group?.Dispose();
        _dirty.Dispose();
        _cleaner?.Dispose();
        _map.Dispose();
    }

    /// <summary>The group is in place.</summary>
    internal void OnSwapped(LeaseGate gate)
    {
        _context.Source.Gate = gate;
        var replaced = Group!.Segments.Sum(segment => (long)segment.Bytes);
        _done = _done with
        {
            BytesRemoved = _done.BytesRemoved + replaced - Group.Target.Bytes,
            SegmentsReplaced = _done.SegmentsReplaced + Group.Segments.Count,
        };
        CloseGroup();
    }

    /// <summary>The log is not what it was: what is left of the run is nothing worth.</summary>
    internal CompactionStep GiveUp()
    {
        IsSuperseded = true;
        _isOver = true;
        return CompactionStep.Done;
    }

    private CompactionStep Map(int bytesMax)
    {
        if (!_mapping.Step(bytesMax))
            return CompactionStep.Continue;

        _dirty.Dispose();
        Obstacle = _dirty.Obstacle;
        var (plan, source) = (_context.Plan, _context.Source);
        var (count, end) = (plan.Count, _mapping.End);
        if (Obstacle is not null)
        {
            count = Math.Min(count, _dirty.SegmentIndex);
            end = Offset.Max(plan.FirstDirty, source.Segments[count].BaseOffset);
        }
        else if (_dirty.SegmentIndex < count)
            count = _dirty.SegmentIndex + 1;
        else if (count > 0)
            end = Offset.Max(end, source.EndOf(count - 1));

        _groups = SegmentGroups.Of(source, count, _context.SegmentBytesMax);
        _cleaner = new BatchCleaner(_map, _context.BoundsFor(end), _context.Newest, _context.Limits.InflatedBytesMax);
        _mapEnd = end;
        return CompactionStep.Continue;
    }

    private CompactionStep Clean(int bytesMax)
    {
        if (Group is null && !TryBeginGroup())
            return Complete();
        if (!Group!.Step(bytesMax))
            return CompactionStep.Continue;

        if (Group.Obstacle is { } obstacle)
        {
            Obstacle = obstacle;
            _isOver = true;
            return CompactionStep.Done;
        }

        if (!Group.IsUnchanged)
            return CompactionStep.Swap;

        Group.Target.Dispose();
        Group.Target.Delete();
        CloseGroup();
        return CompactionStep.Continue;
    }

    private bool TryBeginGroup()
    {
        if (!_groups!.TryDequeue(out var range))
            return false;

        var source = _context.Source;
        Group = new GroupCleaning(
            new SourceBatches(source, range.First, range.End, _context.Limits.BatchBytesMax),
            _cleaner!,
            [.. source.Segments.Skip(range.First).Take(range.End - range.First)],
            _context.NewSegment(source.Segments[range.First].BaseOffset));
        return true;
    }

    private CompactionStep Complete()
    {
        Result = new CompactionCheckpoint(_mapEnd, _cleaner!.LastHorizon);
        _isOver = true;
        return CompactionStep.Done;
    }

    private void CloseGroup()
    {
        _done = _done with { BytesRead = _done.BytesRead + Group!.BytesRead, BytesWritten = _done.BytesWritten + Group.Target.Bytes };
        Group.Dispose();
        Group = null;
    }
}
