using ActorBroker.Broker.Controllers;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Groups;
using ActorBroker.Broker.Metadata;
using ActorBroker.Broker.Partitions;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Flushing;
using ActorBroker.Machines;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using Akka.Persistence;

namespace ActorBroker.Broker.Nodes;

/// <summary>A broker's life, from the first word of the controller to the last flush.</summary>
/// <remarks>
/// The order of a start, each step after the one before: its own memory is recovered; the controller names the cluster; the log directories are
/// taken in its name; the broker registers and remembers which run it is; its partitions are hosted; it is unfenced, and serves.
/// </remarks>
public sealed class BrokerNode : UntypedPersistentActor, IMetadataFollower, IWithTimers
{
    private static readonly TimeSpan ControllerRestartMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ControllerRestartMax = TimeSpan.FromSeconds(30);

    /// <summary>When a command that was not answered is given again: the controller may have failed meanwhile. Each may be given twice.</summary>
    private static readonly TimeSpan CommandRetry = TimeSpan.FromSeconds(5);

    private readonly BrokerContext _context;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private readonly List<IActorRef> _awaiting = [];
    private readonly Guid _runId;
    private BrokerPhase _phase = BrokerPhase.Recovering;
    private Incarnation _lastRun = Incarnation.None;
    private Incarnation _run = Incarnation.None;
    private LogDirectories? _directories;
    private IActorRef _host = ActorRefs.Nobody;
    private IActorRef _groups = ActorRefs.Nobody;
    private IActorRef? _stopper;
    private IActorRef _self = ActorRefs.Nobody;

    /// <summary>A broker that is not started yet.</summary>
    /// <param name="context">What it is made of.</param>
    public BrokerNode(BrokerContext context)
    {
        _context = context;
        _runId = context.Doors.NewId();
    }

    /// <inheritdoc/>
    public override string PersistenceId => "broker";

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    void IMetadataFollower.Follow(MetadataImage before, MetadataImage after, MetadataDelta delta) =>
        _self.Tell(new FollowMetadata(after, PartitionChanges.Between(before, after, delta, _context.Options.Broker).Distinct().ToArray()));

    /// <inheritdoc/>
    protected override void OnRecover(object message)
    {
        if (message is StartedRun run)
            _lastRun = run.Incarnation;
        else if (message is RecoveryCompleted)
            BeginStart();
    }

    /// <inheritdoc/>
    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        base.OnRecoveryFailure(reason, message);
        Context.System.EventStream.Publish(new MemoryUnreadable(PersistenceId, reason));
    }

    /// <inheritdoc/>
    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case FollowMetadata follow:
                Follow(follow);
                break;
            case OpenedDirectories opened:
                OnOpened(opened);
                break;
            case ControllerAnswer answer:
                Timers.Cancel(nameof(CommandRetry));
                OnAnswer(answer);
                break;
            case ControllerCommand unanswered:
                Command(unanswered);
                break;
            case AwaitBroker:
                Await(Sender);
                break;
            case StopBroker:
                BeginStop(Sender);
                break;
            case PartitionsStopped:
                StopDirectories();
                break;
            case StoppedDirectories stopped:
                EndStop(stopped.Failure);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void BeginStart()
    {
        _self = Self;
        var doors = _context.Doors;
        var controller = Props.Create(() => new Controller(_context.Controller));
        doors.Controller = Context.ActorOf(
            BackoffSupervisor.Props(controller, "decisions", ControllerRestartMin, ControllerRestartMax, randomFactor: 0), "controller");
        doors.ProducerIds = Context.ActorOf(Props.Create(() => new ProducerIdSource(doors)), "producer-ids");
        _phase = BrokerPhase.Joining;
        Context.ActorOf(Props.Create(() => new MetadataView(doors.Metadata, doors.Controller, this)), "metadata");
    }

    private void Follow(FollowMetadata follow)
    {
        if (_phase == BrokerPhase.Joining && follow.Image.ClusterId is { } clusterId)
            OpenDirectories(clusterId);
        else if (_phase == BrokerPhase.Hosting)
            HostPartitions(follow.Image);
        else
            TellHosts(follow);
    }

    private void TellHosts(FollowMetadata follow)
    {
        _host.Tell(follow);
        _groups.Tell(follow);
    }

    private void OpenDirectories(string clusterId)
    {
        _phase = BrokerPhase.Opening;
        var self = Self;
        var options = new LogDirectoryOptions
        {
            ClusterId = clusterId,
            Broker = _context.Options.Broker,
            NewDirectoryId = _context.Doors.NewId,
            OpenFilesMax = _context.Options.OpenFilesMax,
        };
        LogDirectories? opened = null;
        _context.Doors.Executor.Execute(
            () => opened = LogDirectories.Open(_context.Disk, _context.Options.LogDirectories, options),
            failure => self.Tell(new OpenedDirectories(opened, failure)));
    }

    private void OnOpened(OpenedDirectories opened)
    {
        _directories = opened.Directories;
        _context.Doors.LogDirectories = opened.Directories;
        if (_stopper is not null)
            StopDirectories();
        else if (_directories is null)
            Fail(opened.Failure!);
        else
            Register(_directories.All);
        foreach (var directory in _directories?.All ?? [])
            TellOf(directory);
    }

    private void TellOf(LogDirectory directory)
    {
        foreach (var name in directory.Unusable)
        {
            _logger.Warning(
                "{File} is damaged or gone: what it should say is found out from the logs, {Count} of which are recovered.",
                $"{directory.Path}/{name}", directory.ReplicasToRecover.Count);
        }
    }

    private void Register(IReadOnlyList<LogDirectory> directories)
    {
        _phase = BrokerPhase.Registering;
        var image = _context.Doors.Metadata.Image;
        Command(new RegisterBroker(new BrokerRegistration
        {
            Id = _context.Options.Broker,
            RunId = _runId,
            ClusterId = image.ClusterId,
            Endpoints = _context.Options.Endpoints,
            Rack = _context.Options.Rack,
            LogDirectories = [.. directories.Select(directory => directory.Identity.Directory)],
            CompleteSince = _lastRun,
            Incomplete = [.. directories.SelectMany(directory => IncompleteIn(directory, image))],
            IsPredecessorGone = true,
        }));
    }

    /// <summary>After an unclean stop: the replicas that acknowledged before their disk had the records.</summary>
    private IEnumerable<Model.PartitionId> IncompleteIn(LogDirectory directory, MetadataImage image) => directory.ReplicasToRecover.Where(
        id => image.Topics.Find(id.Topic) is { } topic && _context.Doors.Configs.SettingsOf(topic.Name, image).Flush == FlushPolicy.Os);

    private void OnAnswer(ControllerAnswer answer)
    {
        switch (answer.Reply)
        {
            case BrokerRegistrationReply registered when _phase == BrokerPhase.Registering:
                Persist(new StartedRun(registered.Incarnation), run =>
                {
                    _run = run.Incarnation;
                    _phase = BrokerPhase.Hosting;
                    HostPartitions(_context.Doors.Metadata.Image);
                });
                break;
            case Acknowledged { Error.IsError: false } when _phase == BrokerPhase.Unfencing:
                Serve();
                break;
            case Acknowledged when _phase == BrokerPhase.HandingOver:
                StopPartitionsOfHost();
                break;
            case Acknowledged { Error: { IsError: true } error }:
                Fail(new BrokerRefusedException(_context.Options.Broker, error));
                break;
        }
    }

    /// <summary>Hosts what an image gives to this broker, once it is an image of this run: what was meant for an earlier one is not for this.</summary>
    private void HostPartitions(MetadataImage image)
    {
        if (!image.Brokers.TryGetValue(_context.Options.Broker, out var registered) || registered.Incarnation != _run)
            return;

        var directories = _directories!;
        var partitions = new PartitionContext(
            _context.Options.Broker,
            _run,
            _context.Doors.Clock,
            directories,
            [.. directories.All.Select(_ => new Flusher(_context.Doors.Executor, _context.Options.FlushesAtOnce, _context.Doors.Clock, _context.Doors.Flushes))],
            _context.Doors.Executor,
            ActorRefs.Nobody,
            () => _context.Doors.NewId().GetHashCode());
        _host = Context.ActorOf(Props.Create(() => new PartitionHost(_context, partitions)), "partitions");
        var doors = _context.Doors;
        _groups = Context.ActorOf(Props.Create(() => new CoordinatorHost(doors)), "groups");
        TellHosts(new FollowMetadata(image, PartitionChanges.Of(image).ToArray()));
        _phase = BrokerPhase.Unfencing;
        Command(new UnfenceBroker(_context.Options.Broker, _run));
    }

    private void Serve()
    {
        _phase = BrokerPhase.Serving;
        _logger.Info("Broker {Broker} serves as run {Run} of cluster {Cluster}.", _context.Options.Broker, _run, _context.Doors.Metadata.Image.ClusterId!);
        foreach (var asker in _awaiting)
            asker.Tell(BrokerState.Well);
        _awaiting.Clear();
    }

    private void Await(IActorRef asker)
    {
        if (_phase == BrokerPhase.Serving)
            asker.Tell(BrokerState.Well);
        else
            _awaiting.Add(asker);
    }

    private void BeginStop(IActorRef stopper)
    {
        _stopper = stopper;
        if (_phase == BrokerPhase.Serving)
        {
            _phase = BrokerPhase.HandingOver;
            Command(new ShutDownBroker(_context.Options.Broker, _run));
        }
        else if (_phase != BrokerPhase.Opening)
            StopPartitionsOfHost();
    }

    private void StopPartitionsOfHost()
    {
        _phase = BrokerPhase.Stopping;
        if (_host.IsNobody())
            StopDirectories();
        else
            _host.Tell(StopPartitions.Instance);
    }

    private void StopDirectories()
    {
        var self = Self;
        IReadOnlyList<Exception> failures = [];
        _context.Doors.Executor.Execute(
            () => failures = _directories?.Stop() ?? [],
            failure => self.Tell(new StoppedDirectories(failure ?? (failures.Count > 0 ? failures[0] : null))));
    }

    private void EndStop(Exception? failure)
    {
        _stopper?.Tell(new BrokerState(failure));
        Context.Stop(Self);
    }

    private void Fail(Exception failure)
    {
        _logger.Error(failure, "Broker {Broker} could not start.", _context.Options.Broker);
        foreach (var asker in _awaiting)
            asker.Tell(new BrokerState(failure));
        _awaiting.Clear();
        _directories?.Dispose();
        Context.Stop(Self);
    }

    private void Command(ControllerCommand command)
    {
        _context.Doors.Controller.Tell(new ControllerRequest(command));
        Timers.StartSingleTimer(nameof(CommandRetry), command, CommandRetry);
    }

    private sealed record OpenedDirectories(LogDirectories? Directories, Exception? Failure);

    private sealed record StoppedDirectories(Exception? Failure);
}
