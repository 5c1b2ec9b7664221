using ActorBroker.Broker.Nodes;
using ActorBroker.Journal;
using Akka.Actor;
using Akka.Event;

namespace ActorBroker.Hosting.Nodes;

/// <summary>Starts the broker's first actor and tells the host how it fares. Ends with it.</summary>
internal sealed class NodeWatch : UntypedActor
{
    private readonly BrokerContext _context;
    private readonly NodeLife _life;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private IActorRef _node = ActorRefs.Nobody;
    private PluginFailed? _failedPlugin;
    private PluginDamaged? _damagedPlugin;
    private Exception? _failure;
    private bool _isStopping;

    public NodeWatch(BrokerContext context, NodeLife life)
    {
        _context = context;
        _life = life;
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(PluginFailed));
        Context.System.EventStream.Subscribe(Self, typeof(PluginDamaged));
        Context.System.EventStream.Subscribe(Self, typeof(MemoryUnreadable));
        _node = Context.System.ActorOf(Props.Create(() => new BrokerNode(_context)), "broker");
        Context.Watch(_node);
        _node.Tell(AwaitBroker.Instance, Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case BrokerState { Failure: { } failure }:
                _failure = failure;
                break;
            case BrokerState when !_isStopping:
                _life.Start();
                break;
            case BrokerState:
                break;
            case StopBroker:
                _isStopping = true;
                _node.Tell(StopBroker.Instance, Self);
                break;
            case PluginFailed failed:
                OnPluginFailed(failed);
                break;
            case PluginDamaged damaged:
                _damagedPlugin ??= damaged;
                _logger.Error("{Count} ranges of the log in {Directory} are damaged; actors whose events lie there cannot recover.", damaged.Damage.Count, damaged.Directory);
                break;
            case MemoryUnreadable { Cause: UnreadableEntryException cause }:
                OnUnreadable(cause);
                break;
            case MemoryUnreadable:
                break;
            case Terminated:
                OnEnded();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Without its memory a broker cannot go on: what its actors decide from now on would be forgotten.</summary>
    private void OnPluginFailed(PluginFailed failed)
    {
        _failedPlugin ??= failed;
        _life.End(Ending());
    }

    /// <summary>Another try would find the same: only an operator can help.</summary>
    private void OnUnreadable(UnreadableEntryException cause)
    {
        var damage = new DamagedMemoryException(_damagedPlugin?.Directory ?? "", _damagedPlugin?.Damage ?? [], cause);
        _failure ??= new BrokerEndedException($"The broker's memory is damaged. {damage.Message}", damage);
        _life.End(_failure);
    }

    private void OnEnded()
    {
        _life.End(_isStopping && _failure is null && _failedPlugin is null ? null : Ending());
        Context.Stop(Self);
    }

    private Exception Ending() => _failure ?? (_failedPlugin is { } failed
        ? new BrokerEndedException($"The broker's memory in '{failed.Directory}' failed: {failed.Cause.Message}", failed.Cause)
        : new BrokerEndedException("The broker's first actor ended by itself; the log says why.", cause: null));
}
