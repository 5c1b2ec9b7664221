using ActorBroker.Broker.Doors;
using ActorBroker.Log;
using ActorBroker.Log.Compaction;
using ActorBroker.Log.Retention;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Event;

namespace ActorBroker.Broker.Partitions;

/// <summary>What is done to a partition's log from time to time, or on demand, beside appending: what is old goes, keys are compacted, the log is made clean.</summary>
/// <remarks>Owned by the partition's actor, on whose thread all is called.</remarks>
/// <param name="id">The partition.</param>
/// <param name="owner">Its log.</param>
/// <param name="traffic">What went into it.</param>
/// <param name="clock">The time.</param>
/// <param name="scheduler">Reminds of what is to be done later.</param>
/// <param name="self">The partition's actor.</param>
/// <param name="logger">Where people are told.</param>
/// <param name="publish">Publishes the log as it is now.</param>
/// <param name="fail">Called when the disk failed.</param>
internal sealed class LogUpkeep(
    PartitionId id,
    LogOwner owner,
    PartitionTraffic traffic,
    TimeProvider clock,
    ITellScheduler scheduler,
    IActorRef self,
    ILoggingAdapter logger,
    Action publish,
    Action<Exception> fail) : ICompactionOwner
{
    /// <summary>Less than this waits for the checkpoint: flushes of many logs that have little to flush cost more than they give.</summary>
    private const long BacklogBytesMin = 4 * 1024 * 1024;

    /// <summary>Of more places in one log nobody needs to be told.</summary>
    private const int ToldMax = 100;

    private readonly HashSet<(string File, long Position)> _told = [];
    private IActorRef _scheduler = ActorRefs.Nobody;
    private bool _isFlushScheduled;
    private long _bytesAtFlush;

    /// <summary>After an append whose acknowledgement does not wait for the disk: sees to it that what the topic says of flushes is kept.</summary>
    /// <returns>True when the log is to be flushed now: as many records as may wait for that do.</returns>
    public bool MustFlush(TopicSettings settings)
    {
        if (owner.Log.State.LogEnd - owner.Log.DurableOffset >= settings.FlushRecords)
            return true;

        if (settings.FlushDelay is { } delay && !_isFlushScheduled)
        {
            _isFlushScheduled = true;
            scheduler.ScheduleTellOnce(delay, self, FlushDue.Instance, self);
        }

        return false;
    }

    /// <summary>Does what a message asks for. Records are deleted by leaders only: the caller sees to that.</summary>
    /// <returns>False for a message of another kind.</returns>
    /// <exception cref="Log.Disk.LogDiskException">The disk failed.</exception>
    public bool TryHandle(object message, PartitionStatus status, TopicSettings settings, IActorRef sender)
    {
        switch (message)
        {
            case DeleteRecordsRequest request:
                sender.Tell(DeleteRecords(request.Before), self);
                return true;
            case ProducersQuery:
                sender.Tell(new ProducersAnswer(ErrorCode.None, [.. owner.Log.Producers.Describe()]), self);
                return true;
            case RetainLog:
                if (status == PartitionStatus.Leader)
                    Retain(settings.Retention);
                return true;
            case ExpireProducers:
                owner.Log.ExpireProducers(clock.GetUtcNow());
                return true;
            case FlushBacklog:
                FlushIfMuch();
                return true;
            case FlushDue:
                _isFlushScheduled = false;
                self.Tell(FlushLog.Instance, self);
                return true;
            case CheckpointLog:
                owner.TryCheckpoint(OnCheckpoint);
                return true;
            case DamageFound found:
                Tell(found.Damage);
                return true;
            case InspectCompaction:
                Inspect(CompactionOf(status, settings), sender);
                return true;
            case CompactLog:
                Compact(CompactionOf(status, settings), sender);
                return true;
            default:
                return false;
        }
    }

    void ICompactionOwner.OnCompacted() => publish();

    void ICompactionOwner.OnCompactionEnded(CompactionRun run, Exception? failure)
    {
        _scheduler.Tell(CompactionEnded.Instance, self);
        PartitionReports.Compacted(logger, id, run, failure);
        if (owner.Log.Failure is { } broken)
            fail(broken);
    }

    private static CompactionOptions? CompactionOf(PartitionStatus status, TopicSettings settings) =>
        status is PartitionStatus.Leader or PartitionStatus.Follower ? settings.Compaction : null;

    private DeleteRecordsAnswer DeleteRecords(Offset before)
    {
        var log = owner.Log;
        var target = before == Offset.None ? log.State.HighWatermark : before;
        if (target > log.State.HighWatermark || target < Offset.Zero)
            return new DeleteRecordsAnswer(ErrorCode.OffsetOutOfRange, Offset.None);

        log.MoveStart(target);
        publish();
        return new DeleteRecordsAnswer(ErrorCode.None, log.State.LogStart);
    }

    private void Retain(RetentionOptions options)
    {
        var result = LogRetention.Step(owner.Log, options, clock.GetUtcNow());
        if (result.SegmentCount > 0)
        {
            logger.Info("Partition {Partition} begins at {Start}: {Count} segments, {Bytes} bytes were past their retention.", id, result.LogStart, result.SegmentCount, result.Bytes);
            publish();
        }

        if (!result.IsComplete)
            self.Tell(RetainLog.Instance, self);
    }

    /// <summary>Readers come again and again; people are told once in a run.</summary>
    private void Tell(LogDamage damage)
    {
        if (_told.Count < ToldMax && _told.Add((damage.File, damage.Position)))
            PartitionReports.Damaged(logger, id, damage);
    }

    private void OnCheckpoint(Exception? failure)
    {
        if (failure is not null)
            fail(failure);
        else
            owner.Log.Unload();
    }

    private void FlushIfMuch()
    {
        var bytes = traffic.Read().BytesIn;
        if (bytes - _bytesAtFlush < BacklogBytesMin)
            return;

        _bytesAtFlush = bytes;
        self.Tell(FlushLog.Instance, self);
    }

    private void Inspect(CompactionOptions? options, IActorRef asker)
    {
        if (options is not null && owner.Compaction.Inspect(options, clock.GetUtcNow()) is { Reason: not CompactionReason.None } state)
            asker.Tell(new CompactionDue(state), self);
    }

    private void Compact(CompactionOptions? options, IActorRef asker)
    {
        if (options is not null && owner.Compaction.TryBegin(options, clock.GetUtcNow(), this))
            _scheduler = asker;
        else
            asker.Tell(CompactionEnded.Instance, self);
    }

    /// <summary>A record has waited for its flush as long as it may.</summary>
    private sealed class FlushDue : INoSerializationVerificationNeeded
    {
        public static readonly FlushDue Instance = new();
    }
}
