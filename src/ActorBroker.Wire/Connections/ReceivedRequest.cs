using ActorBroker.Model;

namespace ActorBroker.Wire.Connections;

/// <summary>
/// A request that a connection took. It and its body are the connection's again when the response was given, and then stand for another
/// request: nobody keeps them. Its records and bytes are slices of the frame, held until then.
/// </summary>
public sealed class ReceivedRequest
{
    private FrameLease _frame;
    private IRequest? _body;

    internal ReceivedRequest()
    {
    }

    /// <summary>The API and its versions.</summary>
    public ApiDescription Api { get; private set; } = null!;

    /// <summary>The version of the request and its response.</summary>
    public short Version { get; private set; }

    /// <summary>The client's number for the request.</summary>
    public int CorrelationId { get; private set; }

    /// <summary>What the client calls itself; null for nothing. Any text at all.</summary>
    public string? ClientId { get; private set; }

    /// <summary>The length of the frame, in bytes, to be counted against quotas.</summary>
    public int FrameBytes { get; private set; }

    /// <summary>Its frame, which is the connection's: who wants bytes of it for longer retains it, and releases it again.</summary>
    public FrameLease Frame => _frame;

    /// <summary>The request.</summary>
    public IRequest Body
    {
        get
        {
            Invariant.Holds(_body is not null, "a request is not read after its response was given");
            return _body;
        }
    }

    /// <summary>True when the client waits for a response: always but for Produce with acks = 0.</summary>
    public bool WantsResponse => Body is not Messages.ProduceRequest { Acks: 0 };

    internal IRequest? BodyOrNull => _body;

    internal IResponse? Response { get; set; }

    internal bool IsDone { get; set; }

    internal void Begin(ApiDescription api, short version, int correlationId, string? clientId, int frameBytes)
    {
        Api = api;
        Version = version;
        CorrelationId = correlationId;
        ClientId = clientId;
        FrameBytes = frameBytes;
    }

    internal void Hold(IRequest body, FrameLease frame)
    {
        _body = body;
        _frame = frame;
    }

    internal void End()
    {
        _frame.Release();
        _frame = default;
        _body = null;
        Response = null;
        IsDone = false;
    }
}
