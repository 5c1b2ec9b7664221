namespace ActorBroker.Wire.Connections;

/// <summary>When a connection has been silent for too long.</summary>
internal sealed class ConnectionDeadlines(KafkaConnectionOptions options, TimeSpan opened)
{
    private TimeSpan? _lastProgress;

    /// <summary>True until the first request came and, where that is asked for, authentication was done.</summary>
    public bool IsInHandshake { get; private set; } = true;

    /// <summary>The handshake is over.</summary>
    public void EndHandshake() => IsInHandshake = false;

    /// <summary>A whole request came, or a response was given. A part of a request is no progress: a byte now and then keeps nothing open.</summary>
    public void Progress(TimeSpan now) => _lastProgress = now;

    /// <summary>When to close; null while requests are under way after the handshake.</summary>
    public TimeSpan? Next(bool isBusy) =>
        IsInHandshake ? opened + options.HandshakeTimeout
        : isBusy ? null
        : (_lastProgress ?? opened) + options.IdleTimeout;
}
