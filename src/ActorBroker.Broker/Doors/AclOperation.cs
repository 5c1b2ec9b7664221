namespace ActorBroker.Broker.Doors;

/// <summary>What may be allowed or denied, by Kafka's numbers.</summary>
public enum AclOperation : sbyte
{
    /// <summary>Reads records, or commits as a group.</summary>
    Read = 3,

    /// <summary>Writes records, or a transactional id.</summary>
    Write = 4,

    /// <summary>Creates topics.</summary>
    Create = 5,

    /// <summary>Deletes topics, records or groups.</summary>
    Delete = 6,

    /// <summary>Alters partitions, …</summary>
    Alter = 7,

    /// <summary>Looks at metadata and offsets.</summary>
    Describe = 8,

    /// <summary>What only brokers do.</summary>
    ClusterAction = 9,

    /// <summary>Looks at configurations.</summary>
    DescribeConfigs = 10,

    /// <summary>Alters configurations.</summary>
    AlterConfigs = 11,

    /// <summary>Writes with a producer id (KIP-98).</summary>
    IdempotentWrite = 12,
}
