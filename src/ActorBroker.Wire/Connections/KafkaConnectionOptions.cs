namespace ActorBroker.Wire.Connections;

/// <summary>A broker's limits for one connection. None may change while it is open.</summary>
public sealed record KafkaConnectionOptions
{
    /// <summary>The longest request, in bytes. Default 100 MiB, Kafka's <c>socket.request.max.bytes</c>.</summary>
    public int RequestBytesMax
    {
        get;
        init => field = AtLeastOne(value);
    }
        = 100 * 1024 * 1024;

    /// <summary>The longest request before authentication, where that is asked for, in bytes. Default 512 KiB, Kafka's <c>sasl.server.max.receive.size</c>.</summary>
    public int RequestBytesMaxBeforeAuthentication
    {
        get;
        init => field = AtLeastOne(value);
    }
        = 512 * 1024;

    /// <summary>How many requests may wait for their responses before no more are taken. Default 100.</summary>
    public int RequestsInFlightMax
    {
        get;
        init => field = AtLeastOne(value);
    }
        = 100;

    /// <summary>How many bytes may wait to be sent before no more requests are taken. Default 1 MiB; one response may be longer.</summary>
    public int OutputBytesMax
    {
        get;
        init => field = AtLeastOne(value);
    }
        = 1024 * 1024;

    /// <summary>True when the client has to authenticate before it may ask for anything but how. Default false.</summary>
    public bool RequiresAuthentication { get; init; }

    /// <summary>How long the first request, or authentication where it is asked for, may take. Default 10 s; ours, Kafka has no such limit.</summary>
    public TimeSpan HandshakeTimeout
    {
        get;
        init => field = Positive(value);
    }
        = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may stay open with nothing under way and no whole request. Default 10 min, Kafka's <c>connections.max.idle.ms</c>.</summary>
    public TimeSpan IdleTimeout
    {
        get;
        init => field = Positive(value);
    }
        = TimeSpan.FromMinutes(10);

    private static int AtLeastOne(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }

    private static TimeSpan Positive(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
        return value;
    }
}
