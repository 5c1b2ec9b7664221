using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Serializes null, and nothing else: no bytes, identifier 0.</summary>
public class NullSerializer : Serializer
{
    /// <summary>The constructor that the actor system calls.</summary>
    public NullSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <inheritdoc/>
    public override int Identifier => 0;

    /// <inheritdoc/>
    public override bool IncludeManifest => false;

    /// <summary>No bytes.</summary>
    public override byte[] ToBinary(object obj) => [];

    /// <summary>Null, whatever the bytes.</summary>
    public override object FromBinary(byte[] bytes, Type? type) => null!;
}
