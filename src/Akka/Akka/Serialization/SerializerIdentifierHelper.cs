using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Serialization;

/// <summary>Reads serializer identifiers from <c>akka.actor.serialization-identifiers</c>.</summary>
public static class SerializerIdentifierHelper
{
    /// <summary>The identifier that the configuration gives a serializer class.</summary>
    /// <exception cref="ConfigurationException">It gives none.</exception>
    public static int GetSerializerIdentifierFromConfig(Type type, ExtendedActorSystem system)
    {
        var identifiers = system.Settings.Config.GetValue("akka.actor.serialization-identifiers")?.GetObject();
        var entry = identifiers?.GetKey(type.TypeQualifiedName()) ?? identifiers?.GetKey(type.AssemblyQualifiedName ?? "");
        return entry?.GetInt() ?? throw new ConfigurationException(
            $"akka.actor.serialization-identifiers has no entry \"{type.TypeQualifiedName()}\", and the class does not override Identifier.");
    }
}
