namespace ActorBroker.Server.Remote;

/// <summary>Where a value of a configuration comes from. The numbers are Kafka's (DescribeConfigs, API 32).</summary>
internal enum ConfigSource : sbyte
{
    /// <summary>The broker did not tell, or told a source that is newer than this program.</summary>
    Unknown = 0,

    /// <summary>Set for the topic.</summary>
    Topic = 1,

    /// <summary>Set at run time for this broker.</summary>
    Broker = 2,

    /// <summary>Set at run time for all brokers.</summary>
    AllBrokers = 3,

    /// <summary>From the broker's configuration file, command line or environment.</summary>
    File = 4,

    /// <summary>Built in.</summary>
    Default = 5,
}
