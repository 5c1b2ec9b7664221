namespace ActorBroker.Hosting.Configuration;

/// <summary>What is said of the HTTP endpoint: health and metrics.</summary>
internal sealed record HttpOptions
{
    /// <summary>The key of <see cref="Listen"/>.</summary>
    public const string ListenKey = "http.listen";

    private const string Off = "off";

    /// <summary>Null where there is to be none.</summary>
    public required ListenAddress? Listen { get; init; }

    public required bool IsInsecureAllowed { get; init; }

    public required int ConnectionsMax { get; init; }

    public static HttpOptions Read(OptionReader reader) => new()
    {
        Listen = reader.Text(ListenKey) == Off ? null : reader.Address(ListenKey),
        IsInsecureAllowed = reader.Flag("http.insecure"),
        ConnectionsMax = reader.Int("http.connections-max", 1, 100_000),
    };
}
