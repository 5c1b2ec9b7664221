using Akka.Actor;
using Akka.Serialization;

namespace ActorBroker.Journal.Payloads;

/// <summary>
/// Writes and reads payloads by the system's serializers. In bytes: <c>serializerId:int32 manifestLength:uint16 manifest payload[rest]</c>.
/// </summary>
/// <remarks>Any thread.</remarks>
internal sealed class PayloadSerializer(ActorSystem system)
{
    private readonly ExtendedActorSystem _system = (ExtendedActorSystem)system;

    /// <summary>Appends a payload.</summary>
    /// <exception cref="Exception">Whatever the serializer throws; what was appended is then worth nothing.</exception>
    public void Write(FieldWriter writer, object payload)
    {
        var serializer = _system.Serialization.FindSerializerFor(payload);
        var manifest = Serialization.ManifestFor(serializer, payload);
        var bytes = Serialization.WithTransport(
            _system, (Serializer: serializer, Payload: payload), static work => work.Serializer.ToBinary(work.Payload));
        writer.Write(serializer.Identifier);
        writer.WriteText(manifest);
        writer.Write(bytes);
    }

    /// <summary>Reads a payload, which takes all that is left.</summary>
    /// <exception cref="Exception">There is no such serializer, or whatever it throws.</exception>
    public object Read(ref FieldReader reader)
    {
        var identifier = reader.ReadInt32();
        var manifest = reader.ReadText();
        return _system.Serialization.Deserialize(reader.Rest.ToArray(), identifier, manifest);
    }
}
