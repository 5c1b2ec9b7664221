using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>Makes the persistence extension of an actor system.</summary>
public class Persistence : ExtensionIdProvider<PersistenceExtension>
{
    /// <summary>The one instance.</summary>
    public static Persistence Instance { get; } = new();

    /// <summary>The reference configuration: every key under <c>akka.persistence</c>, with its default.</summary>
    public static Config DefaultConfig() => ConfigurationFactory.FromResource<Persistence>("Akka.Persistence.reference.conf");

    /// <inheritdoc/>
    public override PersistenceExtension CreateExtension(ExtendedActorSystem system) => new(system);
}
