using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Event;
using Akka.Util;

namespace Akka.Serialization;

/// <summary>
/// An actor system's serializers: which one is for which type, and how references to actors are written. Safe to use from
/// any thread.
/// </summary>
/// <remarks>
/// A value on the wire or in a journal is a serializer's identifier, a manifest and bytes. Unlike in the official runtime
/// no serializer is bound to <see cref="object"/>: a type without a binding is refused.
/// </remarks>
public class Serialization
{
    [ThreadStatic]
    private static Information? _transport;

    private readonly SerializerBindings _bindings = new();

    /// <summary>The serializers of a system's configuration and setup.</summary>
    /// <exception cref="Configuration.ConfigurationException">A class does not exist or is no serializer, a binding names no serializer, or two serializers have one identifier.</exception>
    public Serialization(ExtendedActorSystem system)
    {
        System = system;
        SerializationSettings.Apply(system, _bindings);
    }

    /// <summary>The system that this belongs to.</summary>
    public ExtendedActorSystem System { get; }

    /// <summary>For whom this thread is serializing.</summary>
    /// <exception cref="InvalidOperationException">It is not, for nobody in particular.</exception>
    public static Information GetCurrentTransportInformation() =>
        _transport ?? throw new InvalidOperationException($"This thread is not within {nameof(Serialization)}.{nameof(WithTransport)}.");

    /// <summary>Runs an action that serializes for a reader who reaches the system at the given address.</summary>
    /// <typeparam name="T">What the action gives.</typeparam>
    public static T WithTransport<T>(ActorSystem system, Address address, Func<T> action) => Within(new Information(address, system), action);

    /// <summary>Runs an action that serializes for a reader who reaches the system at its default address.</summary>
    /// <typeparam name="T">What the action gives.</typeparam>
    public static T WithTransport<T>(ExtendedActorSystem system, Func<T> action) => Within(new Information(system.Provider.DefaultAddress, system), action);

    /// <summary>As <see cref="WithTransport{T}(ExtendedActorSystem, Func{T})"/>, without a closure.</summary>
    /// <typeparam name="TState">What is passed to the action.</typeparam>
    /// <typeparam name="T">What the action gives.</typeparam>
    public static T WithTransport<TState, T>(ExtendedActorSystem system, TState state, Func<TState, T> action) =>
        WithTransport(system, () => action(state));

    /// <summary>The manifest for an object: the serializer's own, the type's name, or empty if the serializer needs none.</summary>
    public static string ManifestFor(Serializer s, object msg)
    {
        if (s is SerializerWithStringManifest named)
            return named.Manifest(msg);

        return s.IncludeManifest ? msg.GetType().TypeQualifiedName() : "";
    }

    /// <summary>A reference as text, with the address by which its reader reaches it and the incarnation's uid; empty for no reference.</summary>
    public static string SerializedActorPath(IActorRef? actorRef)
    {
        if (actorRef is null or Nobody)
            return "";

        var path = actorRef.Path;
        if (actorRef is not ActorRefWithCell { Provider: var owner })
            return _transport is null ? path.ToSerializationFormat() : path.ToSerializationFormatWithAddress(_transport.Address);
        if (_transport is null)
            return path.ToSerializationFormatWithAddress(owner.DefaultAddress);
        if (ReferenceEquals((_transport.System as ExtendedActorSystem)?.Provider, owner))
            return path.ToSerializationFormatWithAddress(_transport.Address);

        return path.ToSerializationFormatWithAddress(owner.GetExternalAddressFor(_transport.Address) ?? owner.DefaultAddress);
    }

    /// <summary>The reference of a path that <see cref="SerializedActorPath"/> gave, or of any other; one to dead letters if nobody lives there.</summary>
    public IActorRef DeserializeActorRef(string path) => System.Provider.ResolveActorRef(path);

    /// <summary>The object as bytes, with its references written for a reader at the system's default address.</summary>
    /// <exception cref="SerializationException">No serializer is bound to its type.</exception>
    public byte[] Serialize(object? o) => WithTransport(System, (Self: this, o), static state => state.Self.FindSerializerFor(state.o).ToBinary(state.o!));

    /// <summary>The object of bytes whose type is known; null for the serializer 0.</summary>
    /// <exception cref="SerializationException">There is no such serializer, or it refuses the bytes.</exception>
    public object Deserialize(byte[] bytes, int serializerId, Type? type)
    {
        var serializer = _bindings.ByIdentifier(serializerId);
        return WithTransport(System, () => serializer.FromBinary(bytes, type));
    }

    /// <summary>The object of bytes with a manifest; null for the serializer 0.</summary>
    /// <exception cref="SerializationException">There is no such serializer, the manifest names no type bound to it, or it refuses the bytes.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        var serializer = _bindings.ByIdentifier(serializerId);
        if (serializer is SerializerWithStringManifest named)
            return WithTransport(System, () => named.FromBinary(bytes, manifest));

        var type = string.IsNullOrEmpty(manifest) ? null : _bindings.TypeOf(manifest, serializer);
        return WithTransport(System, () => serializer.FromBinary(bytes, type));
    }

    /// <summary>The serializer for an object; the one for null if it is null.</summary>
    /// <param name="obj">What is to be serialized.</param>
    /// <param name="defaultSerializerName">The serializer, by its name in <c>akka.actor.serializers</c>, for a type without a binding; null for none.</param>
    /// <exception cref="SerializationException">There is none.</exception>
    public Serializer FindSerializerFor(object? obj, string? defaultSerializerName = null) =>
        obj is null ? _bindings.ByIdentifier(0) : FindSerializerForType(obj.GetType(), defaultSerializerName);

    /// <summary>The serializer for a type.</summary>
    /// <param name="objectType">The type.</param>
    /// <param name="defaultSerializerName">The serializer, by its name in <c>akka.actor.serializers</c>, for a type without a binding; null for none.</param>
    /// <exception cref="SerializationException">There is none.</exception>
    public Serializer FindSerializerForType(Type objectType, string? defaultSerializerName = null) =>
        _bindings.ForType(objectType)
        ?? (defaultSerializerName is null ? null : _bindings.ByName(defaultSerializerName))
        ?? throw new SerializationException(
            $"No serializer is bound to the type '{objectType.TypeQualifiedName()}'. Bind one in akka.actor.serialization-bindings.");

    /// <summary>Makes a serializer known by its identifier.</summary>
    public void AddSerializer(Serializer serializer) => _bindings.Add(null, serializer);

    /// <summary>Makes a serializer known by its identifier and a name.</summary>
    public void AddSerializer(string name, Serializer serializer) => _bindings.Add(name, serializer);

    /// <summary>Binds a type and its subtypes to a serializer.</summary>
    public void AddSerializationMap(Type type, Serializer serializer) => _bindings.Bind(type, serializer);

    /// <summary>
    /// What a reader in another process would get of a message: the test of <c>akka.actor.serialize-messages</c>. Messages
    /// that never leave the process, by their marker or because they are the runtime's own, come back as they are.
    /// </summary>
    /// <exception cref="SerializationException">The message cannot be sent.</exception>
    internal object RoundTrip(object message)
    {
        if (message is DeadLetter letter)
            return new DeadLetter(RoundTrip(letter.Message), letter.Sender, letter.Recipient);

        var type = message.GetType();
        var isOurs = message is INoSerializationVerificationNeeded || (type.Assembly == typeof(Serialization).Assembly && _bindings.ForType(type) is null);
        if (isOurs)
            return message;

        var serializer = FindSerializerFor(message);
        var bytes = WithTransport(System, () => serializer.ToBinary(message));
        return Deserialize(bytes, serializer.Identifier, ManifestFor(serializer, message));
    }

    private static T Within<T>(Information transport, Func<T> action)
    {
        var outer = _transport;
        _transport = transport;
        try
        {
            return action();
        }
        finally
        {
            _transport = outer;
        }
    }
}
