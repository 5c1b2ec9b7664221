using Akka.Actor;

namespace Akka.Serialization;

/// <summary>
/// Turns objects into bytes and back, also in another process. Called from any thread, several at once.
/// </summary>
/// <remarks>What the bytes say is decided by the serializer with the same <see cref="Identifier"/> at the reader: keep it, and what it means, for ever.</remarks>
public abstract class Serializer
{
    /// <summary>The system it serializes for, whose references it can resolve.</summary>
    protected readonly ExtendedActorSystem system;

    private int? _identifier;

    /// <summary>The constructor that the actor system calls.</summary>
    protected Serializer(ExtendedActorSystem system) => this.system = system;

    /// <summary>The number that names this serializer on the wire and in journals. 0 to 40 belong to Akka. By default what <c>akka.actor.serialization-identifiers</c> says.</summary>
    /// <exception cref="Configuration.ConfigurationException">The configuration has no identifier for this class.</exception>
    public virtual int Identifier => _identifier ??= SerializerIdentifierHelper.GetSerializerIdentifierFromConfig(GetType(), system);

    /// <summary>Whether the reader must be told the type, beside the bytes.</summary>
    public abstract bool IncludeManifest { get; }

    /// <summary>The object as bytes.</summary>
    public abstract byte[] ToBinary(object obj);

    /// <summary>As <see cref="ToBinary"/>, with references written for a reader that reaches this system at the given address.</summary>
    public byte[] ToBinaryWithAddress(Address address, object obj) => Serialization.WithTransport(system, address, () => ToBinary(obj));

    /// <summary>The object of the bytes.</summary>
    /// <param name="bytes">What <see cref="ToBinary"/> gave, or anything: they may come from a stranger.</param>
    /// <param name="type">The type from the manifest; null if none was sent.</param>
    /// <exception cref="System.Runtime.Serialization.SerializationException">The bytes are not what this serializer writes.</exception>
    public abstract object FromBinary(byte[] bytes, Type? type);

    /// <summary>The object of the bytes, whose type is known.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    public T FromBinary<T>(byte[] bytes) => (T)FromBinary(bytes, typeof(T));
}
