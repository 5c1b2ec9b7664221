using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>Ends the subscriptions of actors that stopped, by a system actor that watches every subscriber. Before it has started, subscribers are noted.</summary>
internal sealed class SubscriberWatch(EventStream stream)
{
    private readonly Lock _change = new();
    private readonly HashSet<IActorRef> _early = [];
    private IActorRef? _watcher;

    public void Start(ActorSystemImpl system)
    {
        lock (_change)
        {
            _watcher = system.SystemActorOf(Props.Create(() => new Watcher(stream)), "eventStreamUnsubscriber");
            foreach (var subscriber in _early)
                _watcher.Tell(new Watch(subscriber), ActorRefs.NoSender);
            _early.Clear();
        }
    }

    public void Add(IActorRef subscriber)
    {
        // A reference without an actor behind it, such as the standard output logger, never stops.
        if (subscriber is MinimalActorRef)
            return;

        lock (_change)
        {
            if (_watcher is null)
                _early.Add(subscriber);
            else
                _watcher.Tell(new Watch(subscriber), ActorRefs.NoSender);
        }
    }

    public void Remove(IActorRef subscriber)
    {
        lock (_change)
        {
            _early.Remove(subscriber);
            _watcher?.Tell(new Unwatch(subscriber), ActorRefs.NoSender);
        }
    }

    private sealed record Watch(IActorRef Subscriber) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed record Unwatch(IActorRef Subscriber) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed class Watcher(EventStream stream) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Watch watch:
                    Context.Watch(watch.Subscriber);
                    break;
                case Unwatch unwatch when !stream.HasSubscriptions(unwatch.Subscriber):
                    Context.Unwatch(unwatch.Subscriber);
                    break;
                case Terminated terminated:
                    stream.Unsubscribe(terminated.ActorRef);
                    break;
            }
        }
    }
}
