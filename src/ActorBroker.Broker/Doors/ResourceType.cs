namespace ActorBroker.Broker.Doors;

/// <summary>What an operation is done to, by Kafka's numbers.</summary>
public enum ResourceType : sbyte
{
    /// <summary>A topic, by name.</summary>
    Topic = 2,

    /// <summary>A consumer group, by id.</summary>
    Group = 3,

    /// <summary>The cluster; its name is always <c>kafka-cluster</c>.</summary>
    Cluster = 4,

    /// <summary>A transactional id.</summary>
    TransactionalId = 5,
}
