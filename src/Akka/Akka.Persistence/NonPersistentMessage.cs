using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A deferred event: it passes through the journal, to come back in its place, and is not written.</summary>
internal sealed record NonPersistentMessage(object Payload, IActorRef? Sender) : IPersistentEnvelope
{
    public int Size => 1;
}
