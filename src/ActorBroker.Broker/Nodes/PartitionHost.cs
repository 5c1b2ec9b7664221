using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Partitions;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Machines;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Event;

namespace ActorBroker.Broker.Nodes;

/// <summary>Hosts the partitions that metadata gives to this broker: starts them, hands them their roles, checkpoints them, ends them.</summary>
/// <remarks>
/// A partition whose actor ends by itself, because it could not remember what it decided or because of a mistake of ours, is started again, with a delay
/// that doubles from <see cref="RestartDelayMin"/> to <see cref="RestartDelayMax"/> until it has lived to see a checkpoint. One whose disk failed stays as
/// it is until the broker starts again. Requests that were on their way to an actor that ended are answered here.
/// </remarks>
internal sealed class PartitionHost : UntypedActor, IWithTimers
{
    /// <summary>How soon an actor that ended is started again the first time.</summary>
    public static readonly TimeSpan RestartDelayMin = TimeSpan.FromSeconds(1);

    /// <summary>How long that takes at most.</summary>
    public static readonly TimeSpan RestartDelayMax = TimeSpan.FromMinutes(1);

    private readonly BrokerContext _context;
    private readonly PartitionContext _partitions;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private readonly ReplicaHomes _homes;
    private readonly RecoveryTally _recoveries;
    private readonly HashSet<PartitionId> _closing = [];

    /// <summary>The directories that replicas are being deleted from, with those that wait for it.</summary>
    private readonly Dictionary<LogDirectory, List<PartitionId>> _deletions = [];
    private readonly HashSet<PartitionId> _lost = [];
    private readonly Dictionary<PartitionId, TimeSpan> _delays = [];
    private MetadataImage _image = MetadataImage.Empty;
    private IActorRef? _stopping;

    public PartitionHost(BrokerContext context, PartitionContext partitions)
    {
        _context = context;
        _partitions = partitions;
        _homes = new ReplicaHomes(partitions.Directories.All);
        _recoveries = new RecoveryTally(_logger);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(exception =>
    {
        _logger.Error(exception, "A partition's actor failed.");
        return Directive.Stop;
    });

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));
        Timers.StartPeriodicTimer(CheckpointTimer.Instance, CheckpointTimer.Instance, _context.Options.CheckpointInterval);
        Timers.StartPeriodicTimer(FlushBacklog.Instance, FlushBacklog.Instance, _context.Options.FlushInterval);
        Timers.StartPeriodicTimer(RetainLog.Instance, RetainLog.Instance, _context.Options.RetentionInterval);
        Timers.StartPeriodicTimer(ExpireProducers.Instance, ExpireProducers.Instance, _context.Doors.Configs.ProducerExpiryInterval);
        var (doors, options) = (_context.Doors, _context.Options);
        Context.ActorOf(
            Props.Create(() => new CompactionScheduler(doors.Partitions, options.CompactionInterval, options.CompactionsAtOnce)), "compaction");
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FollowMetadata follow:
                Follow(follow);
                break;
            case CheckpointTimer:
                Checkpoint();
                break;
            case FlushBacklog when _partitions.Directories.All.Any(directory => directory.DirtyCount > 0):
            case RetainLog or ExpireProducers:
                TellAll(message);
                break;
            case CheckpointDone done:
                OnCheckpointed(done.Failure);
                break;
            case DeletionDone done:
                OnDeleted(done);
                break;
            case LogRecovered recovered:
                _recoveries.OnRecovered(recovered);
                break;
            case PartitionClosed closed:
                OnClosed(closed.Id);
                break;
            case PartitionLost lost:
                OnLost(lost.Id);
                break;
            case RestartPartition restart:
                Restart(restart.Id);
                break;
            case DeadLetter { Message: AppendRequest request }:
                request.Receiver.OnAppended(request.Tag, AppendAnswer.Refused(ErrorCode.NotLeaderOrFollower));
                break;
            case DeadLetter { Message: DeleteRecordsRequest } letter:
                letter.Sender?.Tell(new DeleteRecordsAnswer(ErrorCode.NotLeaderOrFollower, Offset.None));
                break;
            case DeadLetter { Message: ProducersQuery } letter:
                letter.Sender?.Tell(ProducersAnswer.Refused(ErrorCode.NotLeaderOrFollower));
                break;
            case DeadLetter:
                break;
            case StopPartitions:
                Stop();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Follow(FollowMetadata follow)
    {
        // The first image is taken when the host begins, and deltas that were on their way then come after it.
        if (_stopping is not null || follow.Image.Offset <= _image.Offset)
            return;

        _image = follow.Image;
        foreach (var id in follow.Changed)
            Follow(id, follow.Image);
        _context.Doors.Partitions.CatchUp(_image.Offset);
    }

    private void Follow(PartitionId id, MetadataImage image)
    {
        var topic = image.Topics.Find(id.Topic);
        var state = topic?.Find(id.Index);
        var hosted = _context.Doors.Partitions.Find(id);
        if (state is not null && state.Replicas.Contains(_partitions.Broker))
        {
            var settings = _context.Doors.Configs.SettingsOf(topic!.Name, image);
            hosted ??= Host(id, settings);
            hosted.Actor.Tell(new AssignRoles(RolesOf(state, settings, image), settings));
        }
        else if (hosted is not null && _closing.Add(id))
            Close(hosted, isGone: true);
    }

    private HostedPartition Host(PartitionId id, TopicSettings settings)
    {
        var hosted = new HostedPartition(id, settings);
        Begin(hosted);
        _context.Doors.Partitions.Add(hosted);
        return hosted;
    }

    private void Begin(HostedPartition hosted)
    {
        var home = _homes.Of(hosted.Id);
        var directory = _partitions.Directories.All[home];
        if (directory.Contains(hosted.Id) && directory.NeedsRecovery(hosted.Id))
            _recoveries.Expect(hosted.Id);
        hosted.Attach(Context.ActorOf(Props.Create(() => new Partition(_partitions, hosted, home))));
    }

    private void OnLost(PartitionId id)
    {
        _lost.Add(id);
        _recoveries.Forget(id);
        var hosted = _context.Doors.Partitions.Find(id)!;
        if (_stopping is not null || _closing.Contains(id))
        {
            OnClosed(id);
            return;
        }

        if (hosted.Entry.Status == PartitionStatus.Failed)
            return;

        var delay = _delays.TryGetValue(id, out var before) ? Longer(before) : RestartDelayMin;
        _delays[id] = delay;
        _logger.Warning("Partition {Partition} ended by itself and is started again in {Delay}.", id, delay);
        Timers.StartSingleTimer(id, new RestartPartition(id), delay);
    }

    private static TimeSpan Longer(TimeSpan delay) => 2 * delay < RestartDelayMax ? 2 * delay : RestartDelayMax;

    private void Restart(PartitionId id)
    {
        if (_stopping is not null || _closing.Contains(id) || _context.Doors.Partitions.Find(id) is not { } hosted)
            return;

        _lost.Remove(id);
        Begin(hosted);
        Follow(id, _image);
    }

    private void Close(HostedPartition hosted, bool isGone)
    {
        if (_lost.Contains(hosted.Id))
            OnClosed(hosted.Id);
        else
            hosted.Actor.Tell(new ClosePartition(isGone));
    }

    /// <summary>What the image says of a partition. As in Kafka, no more replicas have to be in sync than there are.</summary>
    private ReplicaRoles RolesOf(PartitionImage state, TopicSettings settings, MetadataImage image) => new(
        state,
        Math.Min(settings.MinInSyncReplicas, state.Replicas.Length),
        image.Brokers.TryGetValue(_partitions.Broker, out var registered) ? registered.Incarnation : Incarnation.None,
        [.. state.Replicas.Where(image.IsActive).Select(id => new ReplicaIncarnation(id, image.Brokers[id].Incarnation))]);

    /// <summary>Has dirty logs made clean, and writes down what is clean since the last time.</summary>
    private void Checkpoint()
    {
        TellAll(CheckpointLog.Instance);
        foreach (var id in _delays.Keys.Where(id => !_lost.Contains(id)).ToArray())
            _delays.Remove(id);
        foreach (var directory in _partitions.Directories.All)
        {
            if (directory.Failure is null && directory.DirtyCount > 0)
                OnDisk(directory.Checkpoint);
        }
    }

    private void TellAll(object message)
    {
        foreach (var hosted in _context.Doors.Partitions.All)
            hosted.Actor.Tell(message);
    }

    private void OnClosed(PartitionId id)
    {
        _context.Doors.Partitions.Remove(id);
        _recoveries.Forget(id);
        _lost.Remove(id);
        _delays.Remove(id);
        _homes.Remove(id);
        if (_closing.Remove(id) && _partitions.Directories.Find(id) is [var directory, ..])
            Delete(directory, id);

        if (_stopping is not null && _context.Doors.Partitions.Count == 0)
            CompleteStop();
    }

    /// <summary>Deletes a replica; those that come while others of its directory are being deleted wait, and go together.</summary>
    private void Delete(LogDirectory directory, PartitionId id)
    {
        if (_deletions.TryGetValue(directory, out var waiting))
        {
            waiting.Add(id);
            return;
        }

        _deletions.Add(directory, []);
        Delete(directory, [id]);
    }

    private void Delete(LogDirectory directory, List<PartitionId> ids)
    {
        var self = Self;
        _partitions.Executor.Execute(
            () =>
            {
                directory.Delete(ids);
                while (directory.Sweep())
                {
                }
            },
            failure => self.Tell(new DeletionDone(directory, failure)));
    }

    private void OnDeleted(DeletionDone done)
    {
        OnCheckpointed(done.Failure);
        _deletions.Remove(done.Directory, out var waiting);
        if (waiting!.Count == 0)
            return;

        _deletions.Add(done.Directory, []);
        Delete(done.Directory, waiting);
    }

    private void Stop()
    {
        _stopping = Sender;
        foreach (var hosted in _context.Doors.Partitions.All)
        {
            if (!_closing.Contains(hosted.Id))
                Close(hosted, isGone: false);
        }

        if (_context.Doors.Partitions.Count == 0)
            CompleteStop();
    }

    private void CompleteStop() => _stopping!.Tell(PartitionsStopped.Instance);

    private void OnDisk(Action work)
    {
        var self = Self;
        _partitions.Executor.Execute(work, failure => self.Tell(new CheckpointDone(failure)));
    }

    private void OnCheckpointed(Exception? failure)
    {
        if (failure is LogDiskException)
            _logger.Warning("A log directory could not be checkpointed or cleaned: {Cause}. The next start takes longer.", failure.Message);
        else if (failure is not null)
            _logger.Error(failure, "A log directory could not be checkpointed or cleaned.");
    }

    private sealed class CheckpointTimer
    {
        public static readonly CheckpointTimer Instance = new();
    }

    private sealed record CheckpointDone(Exception? Failure);

    private sealed record DeletionDone(LogDirectory Directory, Exception? Failure);

    private sealed record RestartPartition(PartitionId Id);
}
