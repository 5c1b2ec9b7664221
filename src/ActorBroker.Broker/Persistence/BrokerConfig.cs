using Akka.Configuration;

namespace ActorBroker.Broker.Persistence;

/// <summary>What an actor system needs in its configuration to run a broker.</summary>
public static class BrokerConfig
{
    /// <summary>The serializer of persisted events and its bindings. A system has it below its own configuration: <c>config.WithFallback(BrokerConfig.Default)</c>.</summary>
    public static Config Default { get; } =
        ConfigurationFactory.FromResource("ActorBroker.Broker.reference.conf", typeof(BrokerConfig).Assembly);
}
