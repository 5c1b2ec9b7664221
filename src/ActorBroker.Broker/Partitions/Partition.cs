using ActorBroker.Broker.Doors;
using ActorBroker.Log;
using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Retention;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace ActorBroker.Broker.Partitions;

/// <summary>
/// A partition's replica on this broker: owns its log, takes its role from the controller, appends as leader, and publishes what can be read.
/// </summary>
/// <remarks>
/// <para>
/// At its start three sources are joined, each correcting the one before: the journal (the role that was taken last), the log (what is there),
/// the metadata (the role now). Nothing is served before the third has spoken.
/// </para>
/// <para>
/// <b>Order of telling:</b> publish, wake who waits, acknowledge. When the disk fails, the partition fails: who waits is answered
/// KAFKA_STORAGE_ERROR, and nothing more is taken until a restart.
/// </para>
/// </remarks>
internal sealed class Partition : UntypedPersistentActor, ICompactionOwner
{
    private readonly PartitionContext _context;
    private readonly HostedPartition _hosted;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private readonly Action<Exception?> _onDurable;
    private readonly int _home;
    private TopicSettings _settings;
    private PartitionStatus _status = PartitionStatus.Opening;
    private PartitionRole _role = PartitionRole.None;
    private AssignRole? _assigned;
    private LogOwner? _owner;
    private (IActorRef Asker, bool IsGone)? _closing;
    private IActorRef _scheduler = ActorRefs.Nobody;

    public Partition(PartitionContext context, HostedPartition hosted)
    {
        _context = context;
        _hosted = hosted;
        _home = context.HomeOf(hosted.Id);
        _settings = hosted.Entry.Settings;
        _onDurable = OnDurable;
        PersistenceId = $"partition-{hosted.Id}";
    }

    public override string PersistenceId { get; }

    private LogDirectory Directory => _context.Directories.All[_home];

    protected override void OnRecover(object message)
    {
        if (message is PartitionRole role)
            _role = role;
        else if (message is RecoveryCompleted)
            OpenLog();
    }

    protected override void OnCommand(object message)
    {
        try
        {
            Handle(message);
        }
        catch (Exception exception) when (exception is LogDiskException or LogFailedException)
        {
            Fail(exception);
        }

        TryClose();
    }

    protected override void PostStop()
    {
        _owner?.Appends.RefuseAll(ErrorCode.NotLeaderOrFollower);
        if (_owner is { IsIdle: true })
            _owner.Close();
        if (_status != PartitionStatus.Failed)
            Publish(PartitionStatus.Gone);
        base.PostStop();
    }

    private void Handle(object message)
    {
        switch (message)
        {
            case AppendRequest request:
                Gather(request);
                break;
            case WritePending:
                WriteGathered();
                break;
            case OwnerAction action:
                action.Run();
                break;
            case AssignRole assigned:
                Assign(assigned);
                break;
            case DeleteRecordsRequest request:
                Sender.Tell(DeleteRecords(request.Before));
                break;
            case CheckpointLog:
                _owner?.TryCheckpoint(OnCheckpoint);
                break;
            case RetainLog:
                Retain();
                break;
            case InspectCompaction:
                Inspect();
                break;
            case CompactLog:
                Compact();
                break;
            case OpenedLog opened:
                OnOpened(opened);
                break;
            case ClosePartition close:
                Close(close);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OpenLog()
    {
        if (!Directory.Contains(_hosted.Id))
            OnOpened(new OpenedLog(new OpenedReplica(Directory.CreateLog(_hosted.Id, LogOptions), null), null));
        else if (!Directory.NeedsRecovery(_hosted.Id))
            OnOpened(new OpenedLog(Directory.OpenLog(_hosted.Id, LogOptions), null));
        else
            RecoverLog();
    }

    private void RecoverLog()
    {
        var self = Self;
        OpenedReplica? opened = null;
        _context.Executor.Execute(
            () => opened = Directory.OpenLog(_hosted.Id, LogOptions),
            failure => self.Tell(new OpenedLog(opened, failure)));
    }

    private PartitionLogOptions LogOptions() => _hosted.Entry.Settings.Log;

    private void OnOpened(OpenedLog opened)
    {
        if (opened.Replica is not { } replica)
        {
            Fail(opened.Failure!);
            return;
        }

        var self = Self;
        _owner = new LogOwner(replica.Log, _context, _home, action => self.Tell(new OwnerAction(action)));
        if (replica.Recovery is { } report)
            PartitionReports.Recovered(_logger, _hosted.Id, report);
        if (_assigned is not null)
            TakeRole();
    }

    private void Assign(AssignRole assigned)
    {
        _settings = assigned.Settings;
        if (assigned.Role.Epoch < _role.Epoch)
        {
            _logger.Warning("Partition {Partition} ignores epoch {Epoch}: it has taken {Taken}.", _hosted.Id, assigned.Role.Epoch, _role.Epoch);
            return;
        }

        _assigned = assigned;
        if (assigned.Role == _role)
            TakeRole();
        else
        {
            Persist(assigned.Role, role =>
            {
                _role = role;
                TakeRole();
            });
        }
    }

    private void TakeRole()
    {
        if (_owner is null || _status == PartitionStatus.Failed || _closing is not null)
            return;

        if (_role.Leader == _context.Broker)
        {
            _owner.Log.BeginEpoch(_role.LeaderEpoch);
            _status = PartitionStatus.Leader;
            Commit();
        }
        else
        {
            _owner.Appends.RefuseAll(ErrorCode.NotLeaderOrFollower);
            Publish(PartitionStatus.Follower);
        }
    }

    private void Gather(AppendRequest request)
    {
        if (_status != PartitionStatus.Leader)
            request.Receiver.OnAppended(request.Tag, AppendAnswer.Refused(_status.ErrorForLeader()));
        else if (_owner!.Appends.Gather(request))
            Self.Tell(WritePending.Instance);
    }

    private void WriteGathered()
    {
        while (_status == PartitionStatus.Leader && _owner!.Appends.HasGathered)
            Write(_owner);
    }

    private void Write(LogOwner owner)
    {
        if (!owner.Appends.Write(_settings, _role.LeaderEpoch, _role.InSyncReplicas))
            return;

        if (_settings.Flush == FlushPolicy.Os)
            owner.Log.SetHighWatermark(owner.Log.State.LogEnd);
        Publish(PartitionStatus.Leader);
        owner.Appends.AnswerAppended();
        if (_settings.Flush == FlushPolicy.Commit)
            owner.Commits.WhenDurable(owner.Log.State.LogEnd, _onDurable);
    }

    private void OnDurable(Exception? failure)
    {
        if (failure is not null)
            Fail(failure);
        else if (_status == PartitionStatus.Leader && _owner!.Log.DurableOffset > _owner.Log.State.HighWatermark)
            Commit();
    }

    /// <summary>Moves the high watermark up to what this replica acknowledges: what is durable, or all under the other policy.</summary>
    private void Commit()
    {
        var log = _owner!.Log;
        log.SetHighWatermark(_settings.Flush == FlushPolicy.Commit ? log.DurableOffset : log.State.LogEnd);
        Publish(PartitionStatus.Leader);
        _owner.Appends.OnHighWatermark(log.State.HighWatermark);
    }

    private DeleteRecordsAnswer DeleteRecords(Offset before)
    {
        if (_status != PartitionStatus.Leader)
            return new DeleteRecordsAnswer(_status.ErrorForLeader(), Offset.None);

        var log = _owner!.Log;
        var target = before == Offset.None ? log.State.HighWatermark : before;
        if (target > log.State.HighWatermark || target < Offset.Zero)
            return new DeleteRecordsAnswer(ErrorCode.OffsetOutOfRange, Offset.None);

        log.MoveStart(target);
        Publish(PartitionStatus.Leader);
        return new DeleteRecordsAnswer(ErrorCode.None, log.State.LogStart);
    }

    private void Retain()
    {
        if (_status != PartitionStatus.Leader)
            return;

        var result = LogRetention.Step(_owner!.Log, _settings.Retention, _context.Clock.GetUtcNow());
        if (result.SegmentCount > 0)
        {
            _logger.Info("Partition {Partition} begins at {Start}: {Count} segments, {Bytes} bytes were past their retention.", _hosted.Id, result.LogStart, result.SegmentCount, result.Bytes);
            Publish(PartitionStatus.Leader);
        }

        if (!result.IsComplete)
            Self.Tell(RetainLog.Instance);
    }

    private void Inspect()
    {
        if (CanCompact && _owner!.Compaction.Inspect(_settings.Compaction!, _context.Clock.GetUtcNow()) is { Reason: not CompactionReason.None } state)
            Sender.Tell(new CompactionDue(state));
    }

    private void Compact()
    {
        if (CanCompact && _owner!.Compaction.TryBegin(_settings.Compaction!, _context.Clock.GetUtcNow(), this))
            _scheduler = Sender;
        else
            Sender.Tell(CompactionEnded.Instance);
    }

    private bool CanCompact => _settings.Compaction is not null && _status is PartitionStatus.Leader or PartitionStatus.Follower;

    void ICompactionOwner.OnCompacted() => Publish(_status);

    void ICompactionOwner.OnCompactionEnded(CompactionRun run, Exception? failure)
    {
        _scheduler.Tell(CompactionEnded.Instance);
        PartitionReports.Compacted(_logger, _hosted.Id, run, failure);
        if (_owner!.Log.Failure is { } broken)
            Fail(broken);
    }

    private void OnCheckpoint(Exception? failure)
    {
        if (failure is not null)
            Fail(failure);
        else if (_closing is null)
            _owner!.Log.Unload();
    }

    private void Close(ClosePartition close)
    {
        _closing = (Sender, close.IsGone);
        _owner?.Appends.RefuseAll(ErrorCode.NotLeaderOrFollower);
        _owner?.Compaction.GiveUp();
        Publish(close.IsGone ? PartitionStatus.Gone : PartitionStatus.Opening);
    }

    /// <summary>Ends the actor once nothing is under way and the log is clean, or need not be.</summary>
    private void TryClose()
    {
        if (_closing is not { } closing || _owner is { IsIdle: false } || IsOpening)
            return;
        if (_owner is not null && !closing.IsGone && _owner.Log.Failure is null && _owner.TryCheckpoint(_ => { }))
            return;

        // Before it is told: whoever hears of it may stop the directory or delete the replica at once.
        _owner?.Close();
        _owner = null;
        _closing = null;
        closing.Asker.Tell(new PartitionClosed(_hosted.Id));
        Context.Stop(Self);
    }

    private bool IsOpening => _owner is null && _status != PartitionStatus.Failed;

    private void Fail(Exception exception)
    {
        if (_status == PartitionStatus.Failed)
            return;

        _logger.Error(exception, "Partition {Partition} failed, and takes nothing more until the broker starts again: its disk did.", _hosted.Id);
        _status = PartitionStatus.Failed;
        Publish(PartitionStatus.Failed);
        _owner?.Appends.RefuseAll(ErrorCode.KafkaStorageError);
    }

    private void Publish(PartitionStatus status)
    {
        _status = status;
        _hosted.Publish(new PartitionEntry(status, _role.LeaderEpoch, _owner?.Log.View, _settings));
    }
}
