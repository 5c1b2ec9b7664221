using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>
/// An actor system's bus: any object can be published, actors subscribe by type. Dead letters, unhandled messages and log
/// events are published here. An actor's subscriptions end when it stops. Safe to use from any thread.
/// </summary>
public class EventStream : LoggingBus
{
    private readonly bool _debug;
    private readonly SubscriberWatch _watch;

    /// <summary>A stream without subscribers.</summary>
    /// <param name="debug">Whether to log every change of subscriptions (<c>akka.actor.debug.event-stream</c>).</param>
    public EventStream(bool debug)
    {
        _debug = debug;
        _watch = new SubscriberWatch(this);
    }

    /// <inheritdoc/>
    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        var isNew = !HasSubscriptions(subscriber);
        var isChanged = base.Subscribe(subscriber, channel);
        if (isNew)
            _watch.Add(subscriber);
        Trace(isChanged, $"{subscriber} subscribes to {channel}");
        return isChanged;
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        var isChanged = base.Unsubscribe(subscriber, channel);
        if (isChanged && !HasSubscriptions(subscriber))
            _watch.Remove(subscriber);
        Trace(isChanged, $"{subscriber} no longer subscribes to {channel}");
        return isChanged;
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        var isChanged = base.Unsubscribe(subscriber);
        if (isChanged)
            _watch.Remove(subscriber);
        Trace(isChanged, $"{subscriber} no longer subscribes to anything");
        return isChanged;
    }

    /// <summary>Starts the system actor that ends the subscriptions of actors that stopped.</summary>
    public void StartUnsubscriber(ActorSystemImpl system) => _watch.Start(system);

    private void Trace(bool isChanged, string what)
    {
        if (_debug && isChanged)
            Publish(new Debug(SimpleName(this), GetType(), what));
    }
}
