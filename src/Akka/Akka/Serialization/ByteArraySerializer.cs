using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Passes byte arrays through: the same array, not a copy. Identifier 4.</summary>
public class ByteArraySerializer : Serializer
{
    /// <summary>The constructor that the actor system calls.</summary>
    public ByteArraySerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <inheritdoc/>
    public override bool IncludeManifest => false;

    /// <summary>The array itself.</summary>
    /// <exception cref="NotSupportedException">The object is no byte array.</exception>
    public override byte[] ToBinary(object obj) =>
        obj as byte[] ?? throw new NotSupportedException($"{nameof(ByteArraySerializer)} serializes byte arrays, not {obj.GetType()}.");

    /// <summary>The array itself.</summary>
    public override object FromBinary(byte[] bytes, Type? type) => bytes;
}
