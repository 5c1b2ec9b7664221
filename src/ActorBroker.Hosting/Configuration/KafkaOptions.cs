using System.Net;
using ActorBroker.Listener;
using ActorBroker.Wire.Connections;

namespace ActorBroker.Hosting.Configuration;

/// <summary>What is said of the Kafka listener.</summary>
internal sealed record KafkaOptions
{
    /// <summary>The key of <see cref="Listen"/>.</summary>
    public const string ListenKey = "kafka.listen";

    public required ListenAddress Listen { get; init; }

    /// <summary>Null for what was bound.</summary>
    public required string? AdvertisedHost { get; init; }

    /// <summary>Null for what was bound.</summary>
    public required int? AdvertisedPort { get; init; }

    public required bool IsInsecureAllowed { get; init; }

    public required long InFlightBytesMax { get; init; }

    public required int InFlightRequestsMax { get; init; }

    public required bool AutoCreatesTopics { get; init; }

    /// <summary>The limits of the listener; where it listens is not known before names are looked up.</summary>
    public required ListenerOptions Listener { get; init; }

    public static KafkaOptions Read(OptionReader reader)
    {
        return new KafkaOptions
        {
            Listen = reader.Address(ListenKey),
            AdvertisedHost = reader.Text("kafka.advertised-host") is { Length: > 0 } host ? host : null,
            AdvertisedPort = reader.Int("kafka.advertised-port", 0, ushort.MaxValue) is var port and > 0 ? port : null,
            IsInsecureAllowed = reader.Flag("kafka.insecure"),
            InFlightBytesMax = reader.Bytes("kafka.in-flight-bytes-max", 1L << 20, 1L << 40),
            InFlightRequestsMax = reader.Int("kafka.in-flight-requests-max", 1, 10_000_000),
            AutoCreatesTopics = reader.Flag("kafka.auto-creates-topics"),
            Listener = ReadListener(reader),
        };
    }

    private static ListenerOptions ReadListener(OptionReader reader) => new()
    {
        EndPoint = new IPEndPoint(IPAddress.None, 0),
        ConnectionsMax = reader.Int("kafka.connections-max", 1, 1_000_000),
        ConnectionsPerAddressMax = reader.Int("kafka.connections-per-address-max", 1, 1_000_000),
        StopTimeout = reader.Duration("kafka.drain-timeout"),
        Connection = new KafkaConnectionOptions
        {
            RequestBytesMax = (int)reader.Bytes("kafka.connection.request-bytes-max", 1024, int.MaxValue),
            RequestsInFlightMax = reader.Int("kafka.connection.requests-in-flight-max", 1, 100_000),
            OutputBytesMax = (int)reader.Bytes("kafka.connection.output-bytes-max", 1024, int.MaxValue),
            HandshakeTimeout = reader.Duration("kafka.connection.handshake-timeout"),
            IdleTimeout = reader.Duration("kafka.connection.idle-timeout"),
        },
    };
}
