namespace ActorBroker.Server.Remote;

/// <summary>How a command reaches a cluster.</summary>
internal sealed record RemoteOptions
{
    /// <summary>The brokers to begin with; the first that answers tells of all others. Not empty.</summary>
    public required IReadOnlyList<BrokerAddress> Bootstrap { get; init; }

    /// <summary>How long a connection, an answer, or an operation with all its attempts may take. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the program calls itself to brokers.</summary>
    public string ClientId { get; init; } = "actorbroker-cli";

    /// <summary>Where time comes from.</summary>
    public required TimeProvider Time { get; init; }
}
