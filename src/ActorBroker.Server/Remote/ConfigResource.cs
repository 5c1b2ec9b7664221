namespace ActorBroker.Server.Remote;

/// <summary>What has a configuration.</summary>
/// <param name="Type">Kafka's number of the kind: 2 a topic, 4 a broker.</param>
/// <param name="Name">The topic's name or the broker's id; empty for all brokers.</param>
internal sealed record ConfigResource(sbyte Type, string Name)
{
    private const sbyte TopicType = 2;
    private const sbyte BrokerType = 4;

    /// <summary>For all brokers, what is set at run time.</summary>
    public static ConfigResource AllBrokers { get; } = new(BrokerType, "");

    /// <summary>The id of the broker that has to be asked; null for any.</summary>
    public int? Broker => Type == BrokerType && Name.Length > 0 ? int.Parse(Name, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>A topic.</summary>
    public static ConfigResource Topic(string name) => new(TopicType, name);

    /// <summary>One broker.</summary>
    public static ConfigResource OfBroker(int id) => new(BrokerType, id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>As in a message: <c>topic 'orders'</c>, <c>broker 1</c>.</summary>
    public override string ToString() => Type == TopicType ? $"topic '{Name}'" : Name.Length == 0 ? "all brokers" : $"broker {Name}";
}
