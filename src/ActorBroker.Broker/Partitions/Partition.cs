using ActorBroker.Broker.Doors;
using ActorBroker.Log;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Flushing;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace ActorBroker.Broker.Partitions;

/// <summary>
/// A partition's replica on this broker: owns its log, asks its <see cref="ReplicaMachine"/> about all that happens, carries out what that wants,
/// and publishes what can be read.
/// </summary>
/// <remarks>
/// <para>
/// At its start three sources are joined, each correcting the one before: the journal (what the replica remembers of earlier runs), the log (what is
/// there), the metadata (the roles now). Nothing is served before the third has spoken. What the machine decides to remember is persisted first,
/// then its effects are carried out in their order.
/// </para>
/// <para>
/// <b>Order of telling:</b> publish, wake who waits, acknowledge. When the disk fails, the partition fails: who waits is answered
/// KAFKA_STORAGE_ERROR, and nothing more is taken until a restart. When its memory fails, it ends; its log is given back once nothing is under way, and
/// its parent, who hears <see cref="PartitionLost"/>, starts another.
/// </para>
/// </remarks>
internal sealed class Partition : UntypedPersistentActor
{
    private static readonly ReplicaCommand.LogChanged LogChanged = new();

    private readonly PartitionContext _context;
    private readonly HostedPartition _hosted;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private readonly Action<Exception?> _onDurable;
    private readonly OwnerActions _actions;
    private readonly ProduceAdmission _admission = new();
    private readonly LogOpening _opening;
    private readonly int _home;
    private TopicSettings _settings;
    private ReplicaMemory _memory = ReplicaMemory.Empty;
    private ReplicaMachine? _machine;
    private ReplicaRoles? _assigned;
    private LogOwner? _owner;
    private LogUpkeep? _upkeep;
    private Offset _durableTold = Offset.None;
    private (IActorRef Asker, bool IsGone)? _closing;
    private bool _isLogChanged;
    private bool _hasFailed;
    private bool _hasEnded;
    private bool _isClosed;

    /// <param name="context">What all partitions of the broker share.</param>
    /// <param name="hosted">Its place in the table.</param>
    /// <param name="home">Which of the log directories has its log, or is to have it.</param>
    public Partition(PartitionContext context, HostedPartition hosted, int home)
    {
        _context = context;
        _hosted = hosted;
        _home = home;
        _settings = hosted.Entry.Settings;
        _opening = new LogOpening(hosted.Id, Directory, () => hosted.Entry.Settings.Log, context.Executor);
        _onDurable = OnDurable;
        var self = Self;
        _actions = new OwnerActions(() => self.Tell(RunOwnerActions.Instance));
        PersistenceId = $"partition-{hosted.Id}";
    }

    public override string PersistenceId { get; }

    private LogDirectory Directory => _context.Directories.All[_home];

    private PartitionStatus Status => _hasFailed ? PartitionStatus.Failed
        : _closing is { } closing ? closing.IsGone ? PartitionStatus.Gone : PartitionStatus.Opening
        : _machine?.Roles is null ? PartitionStatus.Opening
        : _machine.Leadership is not null ? PartitionStatus.Leader
        : PartitionStatus.Follower;

    protected override void OnRecover(object message)
    {
        if (message is ReplicaEvent happened)
            _memory = _memory.Apply(happened);
        else if (message is RecoveryCompleted)
            _opening.Begin(_actions, OnOpened, Fail);
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
        _hasEnded = true;
        if (_isClosed)
        {
            base.PostStop();
            return;
        }

        // It ended by a failure: whoever started it starts another, once the log is given back.
        _owner?.Appends.RefuseAll(_hasFailed ? ErrorCode.KafkaStorageError : ErrorCode.NotLeaderOrFollower);
        _owner?.Compaction.GiveUp();
        _hosted.Publish(_hosted.Entry with { Status = _hasFailed ? PartitionStatus.Failed : PartitionStatus.Opening });
        var parent = Context.Parent;
        _actions.Orphan(() => ReleaseWhenIdle(parent));
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
            case RunOwnerActions:
                _actions.RunAll();
                break;
            case AssignRoles assigned:
                Assign(assigned);
                break;
            case PeerCommand { Command: var command } peer when _machine is not null && _closing is null:
                Decide(command, peer.Records);
                break;
            case DeleteRecordsRequest when Status != PartitionStatus.Leader:
                Sender.Tell(new DeleteRecordsAnswer(Status.ErrorForLeader(), Offset.None));
                break;
            case ProducersQuery when Status is not (PartitionStatus.Leader or PartitionStatus.Follower):
                Sender.Tell(ProducersAnswer.Refused(Status.ErrorForLeader()));
                break;
            case ClosePartition close:
                Close(close);
                break;
            case FlushLog when _owner is not null:
                FlushNow();
                break;
            default:
                if (_upkeep?.TryHandle(message, Status, _settings, Sender) != true)
                    Unhandled(message);
                break;
        }
    }

    private void OnOpened(OpenedReplica replica)
    {
        if (_hasEnded)
        {
            Directory.CloseLog(replica.Log);
            return;
        }

        _owner = new LogOwner(replica.Log, _context, _hosted.Traffic, _home, _actions.Add);
        _upkeep = new LogUpkeep(_hosted.Id, _owner, _hosted.Traffic, _context.Clock, Context.System.Scheduler, Self, _logger, Publish, Fail);
        _machine = ReplicaMachine.Start(
            _context.Broker, _context.Run, _settings.Flush, _memory, replica.Log.State.HighWatermark, _owner.Facts);
        if (replica.Recovery is { } report)
        {
            PartitionReports.Recovered(_logger, _hosted.Id, report);
            Context.Parent.Tell(new LogRecovered(_hosted.Id, report));
        }

        if (_assigned is { } roles)
            TakeRoles(roles);
    }

    private void Assign(AssignRoles assigned)
    {
        _settings = assigned.Settings;
        _assigned = assigned.Roles;
        if (_machine is not null && _closing is null && !_hasFailed)
            TakeRoles(assigned.Roles);
    }

    private void TakeRoles(ReplicaRoles roles)
    {
        _machine = _machine!.Under(_settings.Flush);
        Decide(new ReplicaCommand.RolesChanged(roles));
    }

    /// <summary>Asks the machine, persists what it wants remembered, then carries out what it wants done.</summary>
    /// <param name="command">What happened.</param>
    /// <param name="fetched">The records that came along; empty when none did.</param>
    private void Decide(ReplicaCommand command, ReadOnlyMemory<LogChunk> fetched = default)
    {
        var decision = _machine!.Decide(command, _owner!.Facts);
        var left = decision.Events.Length;
        if (left == 0)
        {
            Complete(decision, command, fetched);
            return;
        }

        PersistAll(decision.Events, happened =>
        {
            if (--left == 0)
                CompletePersisted(decision, command);
        });
    }

    private void CompletePersisted(ReplicaDecision decision, ReplicaCommand command)
    {
        try
        {
            Complete(decision, command, default);
        }
        catch (Exception exception) when (exception is LogDiskException or LogFailedException)
        {
            Fail(exception);
        }
    }

    private void Complete(ReplicaDecision decision, ReplicaCommand command, ReadOnlyMemory<LogChunk> fetched)
    {
        _machine = decision.Next;
        foreach (var effect in decision.Effects)
            CarryOut(effect, fetched);
        if (_isLogChanged)
        {
            _isLogChanged = false;
            Publish();
            Decide(LogChanged);
        }

        if (command is not ReplicaCommand.RolesChanged { Roles: var roles })
            return;

        if (ReferenceEquals(_machine.Roles, roles))
            Publish();
        else
            PartitionReports.PassedOver(_logger, _hosted.Id, roles, _machine);
    }

    private void CarryOut(ReplicaEffect effect, ReadOnlyMemory<LogChunk> fetched)
    {
        var owner = _owner!;
        switch (effect)
        {
            case ReplicaEffect.BeginEpoch begin:
                owner.Log.BeginEpoch(begin.Epoch);
                break;
            case ReplicaEffect.SetHighWatermark set:
                owner.Log.SetHighWatermark(set.HighWatermark);
                Publish();
                owner.Appends.OnHighWatermark(set.HighWatermark);
                break;
            case ReplicaEffect.Flush:
                Flush();
                break;
            case ReplicaEffect.FailWaiting fail:
                owner.Appends.RefuseParked(fail.Error);
                break;
            case ReplicaEffect.AppendFetched or ReplicaEffect.Truncate or ReplicaEffect.RestartAt:
                owner.Change(effect, fetched.Span);
                _isLogChanged = true;
                break;
            case ReplicaEffect.ReportLoss loss:
                PartitionReports.Lost(_logger, _hosted.Id, loss);
                break;
            default:
                _context.Peers.Tell(new PeerEffect(_hosted.Id, effect), Self);
                break;
        }
    }

    private void Gather(AppendRequest request)
    {
        if (Status is not PartitionStatus.Leader and var status)
            request.Receiver.OnAppended(request.Tag, AppendAnswer.Refused(status.ErrorForLeader()));
        else if (_owner!.Appends.Gather(request))
            Self.Tell(WritePending.Instance);
    }

    private void WriteGathered()
    {
        while (_owner is { Appends.HasGathered: true } owner)
            Write(owner);
    }

    private void Write(LogOwner owner)
    {
        _admission.Ask(_machine!, owner.Facts);
        if (_admission.Error != ErrorCode.None)
        {
            owner.Appends.RefuseGathered(_admission.Error);
            return;
        }

        if (!owner.Appends.Write(_settings, _admission.Epoch, _admission.ErrorForAll))
            return;

        var before = _hosted.Entry;
        Decide(LogChanged);
        if (ReferenceEquals(before, _hosted.Entry))
            Publish();
        owner.Appends.AnswerAppended();
        Flush();
    }

    /// <summary>Has the disk keep what was appended. Where acknowledgements do not wait for that, it is done when the topic says, or from time to time (<see cref="FlushLog"/>).</summary>
    private void Flush()
    {
        if (_settings.Flush == FlushPolicy.Commit || _upkeep!.MustFlush(_settings))
            FlushNow();
    }

    private void FlushNow() => _owner!.Commits.WhenDurable(_owner.Log.State.LogEnd, _onDurable);

    private void OnDurable(Exception? failure)
    {
        if (_hasEnded)
            return;

        if (failure is not null and not OffsetCutException)
            Fail(failure);
        else if (_owner!.Log.DurableOffset is var durable && durable != _durableTold)
        {
            _durableTold = durable;
            Decide(LogChanged);
        }
    }

    private void Close(ClosePartition close)
    {
        _closing = (Sender, close.IsGone);
        _owner?.Appends.RefuseAll(ErrorCode.NotLeaderOrFollower);
        _owner?.Compaction.GiveUp();
        Publish();
    }

    /// <summary>Ends the actor once nothing is under way and the log is clean, or need not be.</summary>
    private void TryClose()
    {
        if (_closing is not { } closing || _owner is { IsIdle: false } || IsOpening)
            return;
        if (_owner is not null && !closing.IsGone && _owner.Log.Failure is null && _owner.TryCheckpoint(_ => { }))
            return;

        // Before it is told: whoever hears of it may stop the directory or delete the replica at once.
        _isClosed = true;
        _owner?.Close();
        _owner = null;
        _closing = null;
        closing.Asker.Tell(new PartitionClosed(_hosted.Id));
        Context.Stop(Self);
    }

    private bool IsOpening => _owner is null && !_hasFailed;

    /// <summary>Gives the log back once nothing of the actor that has ended is under way, and tells its parent.</summary>
    private void ReleaseWhenIdle(IActorRef parent)
    {
        if (_isClosed || _opening.IsUnderWay || _owner is { IsIdle: false })
            return;

        _isClosed = true;
        _owner?.Close();
        parent.Tell(new PartitionLost(_hosted.Id), ActorRefs.NoSender);
    }

    private void Fail(Exception exception)
    {
        if (_hasFailed || _hasEnded)
            return;

        _logger.Error(exception, "Partition {Partition} failed, and takes nothing more until the broker starts again: its disk did.", _hosted.Id);
        _hasFailed = true;
        if (_owner is null)
            Context.Parent.Tell(new LogRecovered(_hosted.Id, null));
        Publish();
        _owner?.Appends.RefuseAll(ErrorCode.KafkaStorageError);
        if (_machine is not null)
            Decide(new ReplicaCommand.LogFailed());
        else if (!_memory.HasFailed)
            Persist(new ReplicaEvent.LogFailed(), _ => { });
    }

    private void Publish()
    {
        if (!_hasEnded)
            _hosted.Publish(new PartitionEntry(Status, _machine?.Roles?.State.LeaderEpoch ?? LeaderEpoch.None, _owner?.Log.View, _settings));
    }
}
