using System.Globalization;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>What a configuration belongs to: a topic's name, a broker's number, …</summary>
public readonly record struct ConfigResource(ConfigResourceType Type, string Name)
{
    /// <summary>What holds for every broker that says nothing else.</summary>
    public static readonly ConfigResource AllBrokers = new(ConfigResourceType.Broker, "");

    /// <summary>The configuration of a topic.</summary>
    public static ConfigResource OfTopic(string name) => new(ConfigResourceType.Topic, name);

    /// <summary>The configuration of one broker.</summary>
    public static ConfigResource OfBroker(BrokerId id) =>
        new(ConfigResourceType.Broker, id.Value.ToString(CultureInfo.InvariantCulture));
}
