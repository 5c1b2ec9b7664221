using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Event;

namespace ActorBroker.Broker.Groups;

/// <summary>
/// Looks after the groups of one partition of <c>__consumer_offsets</c>: reads them when this broker begins to lead it, keeps their records there,
/// lets go of them when it leads no more. Parent of their actors; child of <see cref="CoordinatorHost"/>.
/// </summary>
/// <remarks>
/// <b>Memory is never ahead of the log for long:</b> when an append fails, what the groups decided on top of it is void, so all of them are ended and
/// read again. Messages of a time of leading that is over are known by their object and left out.
/// </remarks>
internal sealed class CoordinatorShard : UntypedActor, IWithTimers
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly GroupContext _context;
    private readonly HostedPartition _hosted;
    private readonly SteadyTime _time;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private ShardGroups _groups;
    private PartitionEntry _seen;
    private ShardLoader? _loader;
    private ShardWriter? _writer;

    public CoordinatorShard(GroupContext context, HostedPartition hosted)
    {
        _context = context;
        _hosted = hosted;
        _time = new SteadyTime(context.Clock);
        _groups = NewGroups();
        _seen = hosted.Entry;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>What a request is answered that comes while this shard does not serve.</summary>
    private ErrorCode Refusal => _seen.Status is PartitionStatus.Leader or PartitionStatus.Opening
        ? ErrorCode.CoordinatorLoadInProgress
        : ErrorCode.NotCoordinator;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(exception =>
    {
        _logger.Error(exception, "A group failed; all groups of its partition are read again.");
        Self.Tell(GroupFailed.Instance);
        return Directive.Stop;
    });

    protected override void PreStart()
    {
        _context.Shards.Enter(_hosted.Id.Index, Self);
        Timers.StartPeriodicTimer(ExpireNow.Instance, ExpireNow.Instance, _context.Settings.ExpiryInterval);
        Watch();
    }

    protected override void PostStop() => _context.Shards.Leave(_hosted.Id.Index, Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case GroupRequest request when _writer is not null:
                _groups.Route(request);
                break;
            case GroupRequest request:
                request.Receiver.OnAnswered(new ErrorReply(Refusal));
                break;
            case GroupListRequest request:
                request.Receiver.OnAnswered(_writer is null ? new ErrorReply(Refusal) : new GroupListing([.. _groups.Listed]));
                break;
            case GroupNotice notice:
                if (_groups.Has(notice.Group, Sender))
                    OnNotice(notice);
                break;
            case ShardAppended appended when ReferenceEquals(appended.Writer, _writer):
                OnAppended(appended);
                break;
            case ShardAppended:
                break;
            default:
                OnLife(message);
                break;
        }
    }

    private void OnNotice(GroupNotice notice)
    {
        switch (notice)
        {
            case WriteRecords request:
                _writer!.Write(request, Sender, _time.Now);
                break;
            case GroupChanged changed:
                _groups.OnChanged(changed);
                break;
            case GroupOver over:
                _groups.OnOver(over);
                break;
            case GroupClosed closed:
                _groups.OnClosed(closed);
                break;
        }
    }

    private void OnLife(object message)
    {
        switch (message)
        {
            case ExpireNow or ForgetTopics:
                _groups.TellAll(message);
                break;
            case EntryMoved:
                Watch();
                break;
            case LoadStepped stepped when ReferenceEquals(stepped.Loader, _loader):
                OnStepped(stepped);
                break;
            case LoadStepped:
                break;
            case ContinueLoad proceed when ReferenceEquals(proceed.Loader, _loader):
                StepLoad();
                break;
            case ContinueLoad:
                break;
            case GroupFailed:
                Reload(ErrorCode.CoordinatorNotAvailable);
                break;
            case RetryTimer when _writer is null && _loader is null:
                BeginLoad();
                break;
            case RetryTimer:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Looks what the partition is now, and is woken when that changes.</summary>
    private void Watch()
    {
        var wait = new Moved(Self, EntryMoved.Instance);
        PartitionEntry entry;
        do
            entry = _hosted.Entry;
        while (!_hosted.TryWait(entry, wait, new Offset(long.MaxValue), ReadLevel.HighWatermark));

        var isSame = entry.Status == _seen.Status && entry.LeaderEpoch == _seen.LeaderEpoch && (_writer is not null || _loader is not null);
        _seen = entry;
        if (isSame)
            return;

        Unload(Refusal);
        BeginLoad();
    }

    private void BeginLoad()
    {
        _seen = _hosted.Entry;
        if (_seen.Status != PartitionStatus.Leader)
            return;

        _loader = new ShardLoader(_hosted, _seen, _logger);
        StepLoad();
    }

    private void StepLoad()
    {
        var (self, loader, progress) = (Self, _loader!, LoadProgress.Lost);
        _context.Executor.Execute(() => progress = loader.Step(), failure => self.Tell(new LoadStepped(loader, progress, failure)));
    }

    private void OnStepped(LoadStepped stepped)
    {
        if (stepped.Failure is not null)
        {
            _logger.Error(stepped.Failure, "Partition {Partition} of {Topic} could not be read; its groups wait.", _hosted.Id.Index, CoordinatorTopic.Name);
            _loader = null;
            RetryLater();
        }
        else if (stepped.Progress == LoadProgress.More)
            StepLoad();
        else if (stepped.Progress == LoadProgress.MustWait)
            AwaitCommit(stepped.Loader);
        else if (stepped.Progress == LoadProgress.Done)
            Serve(stepped.Loader);
        else
            _loader = null;
    }

    /// <summary>Goes on once more is committed. What was there when this broker began to lead is read to its end, so that nothing acknowledged is missed.</summary>
    private void AwaitCommit(ShardLoader loader)
    {
        if (!_hosted.TryWait(loader.Seen, new Moved(Self, new ContinueLoad(loader)), loader.Next, ReadLevel.HighWatermark))
            StepLoad();
    }

    private void Serve(ShardLoader loader)
    {
        _loader = null;
        _writer = new ShardWriter(_hosted, Self);
        foreach (var (group, loaded) in loader.Groups.All)
            _groups.Add(group, loaded);
        if (_groups.Count > 0)
            _logger.Info("Partition {Partition} of {Topic} is loaded: {Count} groups.", _hosted.Id.Index, CoordinatorTopic.Name, _groups.Count);
        _context.Shards.OnLoaded(_hosted.Id.Index, Self);
    }

    private void OnAppended(ShardAppended appended)
    {
        if (_writer!.OnAnswer(appended))
            return;

        _logger.Warning("Groups' records were not kept in partition {Partition} of {Topic}: {Error}. All its groups are read again.", _hosted.Id.Index, CoordinatorTopic.Name, appended.Error);
        Reload(appended.Error == ErrorCode.NotLeaderOrFollower ? ErrorCode.NotCoordinator : ErrorCode.CoordinatorNotAvailable);
    }

    private void Reload(ErrorCode error)
    {
        Unload(error);
        RetryLater();
    }

    private void Unload(ErrorCode error)
    {
        (_loader, _writer) = (null, null);
        _context.Shards.OnUnloaded(_hosted.Id.Index, Self);
        _groups.Unload(error);
        _groups = NewGroups();
    }

    private void RetryLater() => Timers.StartSingleTimer(RetryTimer.Instance, RetryTimer.Instance, RetryDelay);

    private ShardGroups NewGroups()
    {
        var (context, self, actors) = (_context, Self, Context);
        return new ShardGroups((group, loaded, listed) => actors.ActorOf(Props.Create(() => new ConsumerGroup(group, context, loaded, listed, self))));
    }

    /// <summary>A wait whose end is a message to the shard.</summary>
    private sealed class Moved(IActorRef shard, object message) : DoorWait
    {
        protected override void OnWoken() => shard.Tell(message);
    }

    private sealed record LoadStepped(ShardLoader Loader, LoadProgress Progress, Exception? Failure) : INoSerializationVerificationNeeded;

    private sealed record ContinueLoad(ShardLoader Loader) : INoSerializationVerificationNeeded;

    private sealed class EntryMoved
    {
        public static readonly EntryMoved Instance = new();
    }

    private sealed class GroupFailed
    {
        public static readonly GroupFailed Instance = new();
    }

    private sealed class RetryTimer
    {
        public static readonly RetryTimer Instance = new();
    }
}
