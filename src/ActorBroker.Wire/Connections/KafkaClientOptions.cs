namespace ActorBroker.Wire.Connections;

/// <summary>What a client says of itself, and its limits.</summary>
public sealed record KafkaClientOptions
{
    /// <summary>What the client calls itself in every request; null for nothing.</summary>
    public string? ClientId { get; init; } = "actorbroker";

    /// <summary>The library's name in ApiVersions: letters, digits, dots and hyphens (KIP-511).</summary>
    public string SoftwareName { get; init; } = "actorbroker";

    /// <summary>The library's version in ApiVersions.</summary>
    public string SoftwareVersion { get; init; } = "0.1.0";

    /// <summary>The longest response, in bytes. Default 100 MiB; the longest batch a broker may send has to fit.</summary>
    public int ResponseBytesMax { get; init; } = 100 * 1024 * 1024;
}
