using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Partitions;
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
/// A partition whose actor fails otherwise than by its disk is not restarted: what it holds (a log that is open, requests that wait) has no
/// second owner. It is told and stays failed until the broker starts again.
/// </remarks>
internal sealed class PartitionHost : UntypedActor, IWithTimers
{
    private readonly BrokerContext _context;
    private readonly PartitionContext _partitions;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private readonly HashSet<PartitionId> _closing = [];
    private MetadataOffset _followed = MetadataImage.Empty.Offset;
    private IActorRef? _stopping;

    public PartitionHost(BrokerContext context, PartitionContext partitions)
    {
        _context = context;
        _partitions = partitions;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(exception =>
    {
        _logger.Error(exception, "A partition's actor failed.");
        return Directive.Stop;
    });

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(CheckpointTimer.Instance, CheckpointTimer.Instance, _context.Options.CheckpointInterval);
        Timers.StartPeriodicTimer(RetainLog.Instance, RetainLog.Instance, _context.Options.RetentionInterval);
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
            case RetainLog:
                TellAll(RetainLog.Instance);
                break;
            case CheckpointDone done:
                OnCheckpointed(done.Failure);
                break;
            case PartitionClosed closed:
                OnClosed(closed.Id);
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
        if (_stopping is not null || follow.Image.Offset <= _followed)
            return;

        _followed = follow.Image.Offset;
        foreach (var id in follow.Changed)
            Follow(id, follow.Image);
        _context.Doors.Partitions.CatchUp(_followed);
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
            hosted.Actor.Tell(new ClosePartition(IsGone: true));
    }

    private HostedPartition Host(PartitionId id, TopicSettings settings)
    {
        var hosted = new HostedPartition(id, settings);
        hosted.Attach(Context.ActorOf(Props.Create(() => new Partition(_partitions, hosted)), id.ToString()));
        _context.Doors.Partitions.Add(hosted);
        return hosted;
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
        if (_closing.Remove(id) && _partitions.Directories.Find(id) is [var directory, ..])
        {
            OnDisk(() =>
            {
                directory.Delete(id);
                while (directory.Sweep())
                {
                }
            });
        }

        if (_stopping is not null && _context.Doors.Partitions.Count == 0)
            CompleteStop();
    }

    private void Stop()
    {
        _stopping = Sender;
        foreach (var hosted in _context.Doors.Partitions.All)
        {
            if (!_closing.Contains(hosted.Id))
                hosted.Actor.Tell(new ClosePartition(IsGone: false));
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
}
