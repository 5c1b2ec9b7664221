namespace ActorBroker.Machines.Metadata;

/// <summary>What a configuration belongs to, by Kafka's numbers. They never change.</summary>
public enum ConfigResourceType : byte
{
    /// <summary>A topic, by name.</summary>
    Topic = 2,
    /// <summary>A broker, by number; with an empty name, all of them.</summary>
    Broker = 4,
    /// <summary>A subscription to clients' metrics (KIP-714).</summary>
    ClientMetrics = 16,
    /// <summary>A consumer group.</summary>
    Group = 32,
}
