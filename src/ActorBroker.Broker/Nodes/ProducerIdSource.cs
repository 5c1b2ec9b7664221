using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Nodes;

/// <summary>Gives out producer ids from blocks that the controller grants to this broker, each id once (KIP-730).</summary>
internal sealed class ProducerIdSource : UntypedActor, IWithTimers
{
    private const int WaitingMax = 10_000;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    private readonly BrokerDoors _doors;
    private readonly Queue<IActorRef> _waiting = [];
    private ProducerId _next;
    private int _left;
    private bool _isAsking;

    public ProducerIdSource(BrokerDoors doors) => _doors = doors;

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case AllocateProducerId when _waiting.Count == WaitingMax:
                Refuse(Sender);
                break;
            case AllocateProducerId:
                _waiting.Enqueue(Sender);
                Serve();
                break;
            case ControllerAnswer { Reply: ProducerIdsReply block }:
                Timers.Cancel(AskTimer.Instance);
                _isAsking = false;
                (_next, _left) = (block.First, block.Count);
                Serve();
                break;
            case ControllerAnswer or AskTimer:
                Timers.Cancel(AskTimer.Instance);
                _isAsking = false;
                while (_waiting.TryDequeue(out var asker))
                    Refuse(asker);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Serve()
    {
        for (; _left > 0 && _waiting.TryDequeue(out var asker); _left--)
        {
            asker.Tell(new AllocatedProducerId(ErrorCode.None, _next));
            _next = new ProducerId(_next.Value + 1);
        }

        if (_waiting.Count == 0 || _isAsking)
            return;

        _isAsking = true;
        var incarnation = _doors.Metadata.Image.Brokers.TryGetValue(_doors.Broker, out var broker) ? broker.Incarnation : Machines.Incarnation.None;
        _doors.Controller.Tell(new ControllerRequest(new AllocateProducerIds(_doors.Broker, incarnation)), Self);
        Timers.StartSingleTimer(AskTimer.Instance, AskTimer.Instance, RequestTimeout);
    }

    private static void Refuse(IActorRef asker) => asker.Tell(new AllocatedProducerId(ErrorCode.CoordinatorLoadInProgress, ProducerId.None));

    private sealed class AskTimer
    {
        public static readonly AskTimer Instance = new();
    }
}
