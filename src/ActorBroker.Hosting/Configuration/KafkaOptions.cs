namespace ActorBroker.Hosting.Configuration;

/// <summary>What is said of the Kafka listener.</summary>
internal sealed record KafkaOptions
{
    public required KafkaAddress Listen { get; init; }

    /// <summary>Null for what was bound.</summary>
    public required string? AdvertisedHost { get; init; }

    /// <summary>Null for what was bound.</summary>
    public required int? AdvertisedPort { get; init; }

    public required bool IsInsecureAllowed { get; init; }

    public required long InFlightBytesMax { get; init; }

    public required int InFlightRequestsMax { get; init; }

    public static KafkaOptions Read(OptionReader reader)
    {
        var listen = reader.Text("kafka.listen");
        return new KafkaOptions
        {
            Listen = KafkaAddress.Parse(listen)
                ?? throw OptionReader.Bad("kafka.listen", $"'{listen}'", "HOST:PORT with a port from 0 to 65535, as in 127.0.0.1:9092 or [::1]:9092"),
            AdvertisedHost = reader.Text("kafka.advertised-host") is { Length: > 0 } host ? host : null,
            AdvertisedPort = reader.Int("kafka.advertised-port", 0, ushort.MaxValue) is var port and > 0 ? port : null,
            IsInsecureAllowed = reader.Flag("kafka.insecure"),
            InFlightBytesMax = reader.Bytes("kafka.in-flight-bytes-max", 1L << 20, 1L << 40),
            InFlightRequestsMax = reader.Int("kafka.in-flight-requests-max", 1, 10_000_000),
        };
    }
}
