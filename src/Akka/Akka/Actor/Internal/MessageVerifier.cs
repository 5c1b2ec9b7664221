namespace Akka.Actor.Internal;

/// <summary><c>akka.actor.serialize-messages</c>: every message is written and read again, so that tests find those that cannot be.</summary>
internal static class MessageVerifier
{
    public static Envelope ThroughSerialization(ActorSystemImpl system, Envelope envelope)
    {
        var message = WrappedMessage.Unwrap(envelope.Message);
        if (message is INoSerializationVerificationNeeded || envelope.Message is IWrappedMessage)
            return envelope;
        var copy = Serialization.Serialization.WithTransport(system, system.Provider.DefaultAddress, () =>
        {
            var serializer = system.Serialization.FindSerializerFor(message);
            var bytes = serializer.ToBinary(message);
            return system.Serialization.Deserialize(bytes, serializer.Identifier, Serialization.Serialization.ManifestFor(serializer, message));
        });
        return new Envelope(copy, envelope.Sender);
    }
}
