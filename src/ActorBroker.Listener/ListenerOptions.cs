using System.Net;
using ActorBroker.Wire.Connections;

namespace ActorBroker.Listener;

/// <summary>One Kafka listener of a broker. Immutable.</summary>
public sealed record ListenerOptions
{
    /// <summary>Its name, under which endpoints are advertised: <c>PLAINTEXT</c>.</summary>
    public string Name { get; init; } = "PLAINTEXT";

    /// <summary>Where it listens; port 0 takes any that is free.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>The limits of each connection.</summary>
    public KafkaConnectionOptions Connection { get; init; } = new();

    /// <summary>How many connections it holds at once; one more is closed at once. 1 and up. Default 10,000.</summary>
    public int ConnectionsMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10_000;

    /// <summary>How many of them one address may have. 1 and up. Default 1,000.</summary>
    public int ConnectionsPerAddressMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1_000;

    /// <summary>How long a stop waits for requests that are under way. Not negative. Default 5 s.</summary>
    public TimeSpan StopTimeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(5);
}
