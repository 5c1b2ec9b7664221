namespace Akka.Actor.Internal;

/// <summary><c>akka.actor.serialize-messages</c>: every message is written and read again, so that tests find those that cannot be.</summary>
internal static class MessageVerifier
{
    public static Envelope ThroughSerialization(ActorSystemImpl system, Envelope envelope)
    {
        var message = WrappedMessage.Unwrap(envelope.Message);
        if (message is INoSerializationVerificationNeeded || envelope.Message is IWrappedMessage)
            return envelope;
        return new Envelope(system.Serialization.RoundTrip(message), envelope.Sender);
    }
}
