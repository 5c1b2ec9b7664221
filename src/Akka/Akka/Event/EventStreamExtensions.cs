using Akka.Actor;

namespace Akka.Event;

/// <summary>Subscriptions with the type as a type argument.</summary>
public static class EventStreamExtensions
{
    /// <summary>Subscribes an actor to a type and its subtypes.</summary>
    /// <typeparam name="TChannel">The type.</typeparam>
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Subscribe(subscriber, typeof(TChannel));

    /// <summary>Ends an actor's subscription to a type and its subtypes.</summary>
    /// <typeparam name="TChannel">The type.</typeparam>
    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Unsubscribe(subscriber, typeof(TChannel));
}
