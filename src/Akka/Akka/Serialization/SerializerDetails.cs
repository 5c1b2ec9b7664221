using System.Collections.Immutable;

namespace Akka.Serialization;

/// <summary>A serializer that code registers instead of configuration.</summary>
public sealed class SerializerDetails
{
    private SerializerDetails(string alias, Serializer serializer, ImmutableHashSet<Type> useFor)
    {
        Alias = alias;
        Serializer = serializer;
        UseFor = useFor;
    }

    /// <summary>Its name, as in <c>akka.actor.serializers</c>. Replaces a configured one of that name.</summary>
    public string Alias { get; }

    /// <summary>The serializer.</summary>
    public Serializer Serializer { get; }

    /// <summary>The types that are bound to it, with their subtypes.</summary>
    public ImmutableHashSet<Type> UseFor { get; }

    /// <summary>A serializer with its name and the types bound to it.</summary>
    public static SerializerDetails Create(string alias, Serializer serializer, ImmutableHashSet<Type> useFor) => new(alias, serializer, useFor);
}
