using Akka.Actor;

namespace Akka.Persistence;

/// <summary>What a persistent actor gives its journal in one piece: events to write together, or an event to send back.</summary>
public interface IPersistentEnvelope
{
    /// <summary>The events or the event.</summary>
    object Payload { get; }

    /// <summary>Who sent the command; null if that is not known.</summary>
    IActorRef? Sender { get; }

    /// <summary>How many events it holds.</summary>
    int Size { get; }
}
