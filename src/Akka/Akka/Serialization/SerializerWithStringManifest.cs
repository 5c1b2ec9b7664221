using Akka.Actor;
using Akka.Util;

namespace Akka.Serialization;

/// <summary>A serializer that names its formats by short texts instead of .NET types, so that types can be renamed and formats can have versions.</summary>
public abstract class SerializerWithStringManifest : Serializer
{
    /// <summary>The constructor that the actor system calls.</summary>
    protected SerializerWithStringManifest(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>True: the manifest tells the formats apart.</summary>
    public sealed override bool IncludeManifest => true;

    /// <summary>The name of the format that <see cref="Serializer.ToBinary"/> uses for the object.</summary>
    public abstract string Manifest(object o);

    /// <summary>The object of the bytes.</summary>
    /// <param name="bytes">What <see cref="Serializer.ToBinary"/> gave, or anything: they may come from a stranger.</param>
    /// <param name="manifest">The name of their format, or anything.</param>
    /// <exception cref="System.Runtime.Serialization.SerializationException">There is no such format, or the bytes are not of it.</exception>
    public abstract object FromBinary(byte[] bytes, string manifest);

    /// <summary>Reads with the type's name as the manifest.</summary>
    public sealed override object FromBinary(byte[] bytes, Type? type) => FromBinary(bytes, type?.TypeQualifiedName() ?? "");
}
