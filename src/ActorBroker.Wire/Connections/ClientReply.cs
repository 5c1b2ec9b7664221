namespace ActorBroker.Wire.Connections;

/// <summary>A response that a client took. Its bytes and records are slices of the frame, until it is disposed.</summary>
public sealed class ClientReply : IDisposable
{
    private FrameLease _frame;

    internal ClientReply(int correlationId, short version, IResponse response, FrameLease frame)
    {
        CorrelationId = correlationId;
        Version = version;
        Response = response;
        _frame = frame;
    }

    /// <summary>What <see cref="KafkaClient.Send(IRequest)"/> gave for the request.</summary>
    public int CorrelationId { get; }

    /// <summary>The version of request and response.</summary>
    public short Version { get; }

    /// <summary>The response.</summary>
    public IResponse Response { get; }

    /// <summary>Gives the frame back; a second call does nothing.</summary>
    public void Dispose()
    {
        _frame.Release();
        _frame = default;
    }
}
