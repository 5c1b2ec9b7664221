using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Partitions;
using Akka.Actor;

namespace ActorBroker.Broker.Nodes;

/// <summary>
/// Says which of this broker's logs are compacted when: looks through them all from time to time, and lets a few at once have their turn. Of those that
/// wait the one with the largest share of new bytes is next.
/// </summary>
/// <remarks>A partition that ends, however it does, makes room for the next.</remarks>
internal sealed class CompactionScheduler : UntypedActor, IWithTimers
{
    private readonly PartitionTable _partitions;
    private readonly TimeSpan _interval;
    private readonly int _atOnce;
    private readonly Dictionary<IActorRef, double> _due = [];
    private readonly HashSet<IActorRef> _running = [];

    /// <param name="partitions">The broker's partitions.</param>
    /// <param name="interval">How often they are looked through.</param>
    /// <param name="atOnce">How many are compacted at the same time; 1 and up.</param>
    public CompactionScheduler(PartitionTable partitions, TimeSpan interval, int atOnce)
    {
        _partitions = partitions;
        _interval = interval;
        _atOnce = atOnce;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer(InspectCompaction.Instance, InspectCompaction.Instance, _interval);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case InspectCompaction:
                InspectAll();
                break;
            case CompactionDue due when !_running.Contains(Sender):
                _due[Sender] = due.State.DirtyRatio;
                BeginNext();
                break;
            case CompactionEnded:
                Context.Unwatch(Sender);
                OnEnded(Sender);
                break;
            case Terminated ended:
                OnEnded(ended.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Asks all that may be due. What was said the last time is forgotten: it is said again where it still holds.</summary>
    private void InspectAll()
    {
        _due.Clear();
        foreach (var hosted in _partitions.All)
        {
            if (hosted.Entry.Settings.Compaction is not null && !_running.Contains(hosted.Actor))
                hosted.Actor.Tell(InspectCompaction.Instance);
        }
    }

    private void OnEnded(IActorRef partition)
    {
        _running.Remove(partition);
        BeginNext();
    }

    private void BeginNext()
    {
        while (_running.Count < _atOnce && _due.Count > 0)
        {
            var next = _due.MaxBy(pair => pair.Value).Key;
            _due.Remove(next);
            _running.Add(next);
            Context.Watch(next);
            next.Tell(CompactLog.Instance);
        }
    }
}
