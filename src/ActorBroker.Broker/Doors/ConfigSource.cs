namespace ActorBroker.Broker.Doors;

/// <summary>Where an entry's value comes from, by the numbers of DescribeConfigs (key 32).</summary>
public enum ConfigSource : sbyte
{
    /// <summary>The topic's own configuration.</summary>
    Topic = 1,

    /// <summary>One broker's, set at run time.</summary>
    DynamicBroker = 2,

    /// <summary>All brokers', set at run time.</summary>
    DynamicDefaultBroker = 3,

    /// <summary>The broker's configuration file or command line.</summary>
    StaticBroker = 4,

    /// <summary>Nobody set it.</summary>
    Default = 5,
}
