using System.Diagnostics;
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
/// KAFKA_STORAGE_ERROR, and nothing more is taken until a restart.
/// </para>
/// </remarks>
internal sealed class Partition : UntypedPersistentActor
{
    private static readonly ReplicaCommand.Produce ProduceOne = new(NeedsAll: false);
    private static readonly ReplicaCommand.Produce ProduceAll = new(NeedsAll: true);
    private static readonly ReplicaCommand.LogChanged LogChanged = new();

    private readonly PartitionContext _context;
    private readonly HostedPartition _hosted;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private readonly Action<Exception?> _onDurable;
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
        if (!_hasFailed)
            _hosted.Publish(_hosted.Entry with { Status = PartitionStatus.Gone });
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
            case AssignRoles assigned:
                Assign(assigned);
                break;
            case PeerCommand { Command: var command } peer when _machine is not null && _closing is null:
                Decide(command, peer.Records);
                break;
            case DeleteRecordsRequest when Status != PartitionStatus.Leader:
                Sender.Tell(new DeleteRecordsAnswer(Status.ErrorForLeader(), Offset.None));
                break;
            case OpenedLog opened:
                OnOpened(opened);
                break;
            case ClosePartition close:
                Close(close);
                break;
            default:
                if (_upkeep?.TryHandle(message, Status, _settings, Sender) != true)
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
        _upkeep = new LogUpkeep(_hosted.Id, _owner, _context.Clock, self, _logger, Publish, Fail);
        _machine = ReplicaMachine.Start(
            _context.Broker, _context.Run, _settings.Flush, _memory, replica.Log.State.HighWatermark, _owner.Facts);
        if (replica.Recovery is { } report)
            PartitionReports.Recovered(_logger, _hosted.Id, report);
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
            case ReplicaEffect.AppendFetched:
                owner.Log.AppendAsFollower(fetched.Span);
                _isLogChanged = true;
                break;
            case ReplicaEffect.Truncate cut:
                owner.Truncate(cut.Offset);
                _isLogChanged = true;
                break;
            case ReplicaEffect.RestartAt restart:
                owner.RestartAt(restart.Offset);
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
        var (error, epoch) = Admit(ProduceOne);
        if (error != ErrorCode.None)
        {
            owner.Appends.RefuseGathered(error);
            return;
        }

        var errorForAll = owner.Appends.HasGatheredForAll ? Admit(ProduceAll).Error : ErrorCode.None;
        if (!owner.Appends.Write(_settings, epoch, errorForAll))
            return;

        var before = _hosted.Entry;
        Decide(LogChanged);
        if (ReferenceEquals(before, _hosted.Entry))
            Publish();
        owner.Appends.AnswerAppended();
        Flush();
    }

    private (ErrorCode Error, LeaderEpoch Epoch) Admit(ReplicaCommand.Produce produce) =>
        _machine!.Decide(produce, _owner!.Facts).Effects[0] switch
        {
            ReplicaEffect.Append append => (ErrorCode.None, append.Epoch),
            ReplicaEffect.RejectProduce reject => (reject.Error, LeaderEpoch.None),
            var other => throw new UnreachableException($"{other} is no answer to a producer"),
        };

    /// <summary>Has the disk keep what was appended. Where acknowledgements do not wait for that, the checkpoints do it.</summary>
    private void Flush()
    {
        if (_settings.Flush == FlushPolicy.Commit)
            _owner!.Commits.WhenDurable(_owner.Log.State.LogEnd, _onDurable);
    }

    private void OnDurable(Exception? failure)
    {
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
        _owner?.Close();
        _owner = null;
        _closing = null;
        closing.Asker.Tell(new PartitionClosed(_hosted.Id));
        Context.Stop(Self);
    }

    private bool IsOpening => _owner is null && !_hasFailed;

    private void Fail(Exception exception)
    {
        if (_hasFailed)
            return;

        _logger.Error(exception, "Partition {Partition} failed, and takes nothing more until the broker starts again: its disk did.", _hosted.Id);
        _hasFailed = true;
        Publish();
        _owner?.Appends.RefuseAll(ErrorCode.KafkaStorageError);
        if (_machine is not null)
            Decide(new ReplicaCommand.LogFailed());
        else if (!_memory.HasFailed)
            Persist(new ReplicaEvent.LogFailed(), _ => { });
    }

    private void Publish() => _hosted.Publish(
        new PartitionEntry(Status, _machine?.Roles?.State.LeaderEpoch ?? LeaderEpoch.None, _owner?.Log.View, _settings));
}
