using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Connections;

/// <summary>
/// A client's side of one connection, without a socket: it asks for the broker's versions, then sends requests, one behind the other without
/// waiting, and gives responses in the same order. The transport sends <see cref="Output"/> and puts what it receives into
/// <see cref="GetMemory"/>.
/// </summary>
/// <remarks>One thread at a time. Responses are matched by order and correlation id; anything else is a fault.</remarks>
public sealed class KafkaClient : IDisposable
{
    private readonly KafkaClientOptions _options;
    private readonly FrameReceiver _receiver;
    private readonly FrameWriter _frames = new();
    private readonly RequestHeader _header = new();
    private readonly VersionNegotiation _versions = new();
    private readonly Queue<(int CorrelationId, ApiDescription Api, short Version)> _waiting = new();

    private int _nextCorrelationId;

    /// <summary>A client that begins by asking for versions: that request lies in <see cref="Output"/> at once.</summary>
    public KafkaClient(KafkaClientOptions options)
    {
        _options = options;
        _receiver = new(options.ResponseBytesMax);
        AskForVersions();
    }

    /// <summary>What is to be sent.</summary>
    public OutgoingBytes Output { get; } = new();

    /// <summary>Why the connection is to be closed; null while it may go on.</summary>
    public ConnectionFault? Fault { get; private set; }

    /// <summary>True when the broker's versions are known and requests can be sent. Becomes so within <see cref="TryTake"/>.</summary>
    public bool IsReady => _versions.IsDone;

    /// <summary>The broker's answer to ApiVersions; null until <see cref="IsReady"/>.</summary>
    public ApiVersionsResponse? Broker => _versions.Answer;

    /// <summary>How many requests wait for their responses.</summary>
    public int RequestsInFlight => _waiting.Count;

    /// <summary>The version in which requests of an API are sent; null when the broker has none that we speak, or is not known yet.</summary>
    public short? VersionOf(ApiKey key) => _versions.Choose(key);

    /// <summary>Sends a request in the highest version that both sides speak.</summary>
    /// <returns>Its correlation id, which its reply carries. Produce with acks = 0 gets no reply.</returns>
    /// <exception cref="UnsupportedApiException">There is no such version, or the client is not <see cref="IsReady"/>.</exception>
    /// <exception cref="UnwritableMessageException">That version cannot say the request; nothing was sent.</exception>
    public int Send(IRequest request) =>
        Send(request, VersionOf(request.ApiKey) ?? throw new UnsupportedApiException(request.ApiKey, _versions.Offered(request.ApiKey)));

    /// <summary>Sends a request in a version of the caller's choice, which the message has, whatever the broker offers.</summary>
    /// <returns>As for <see cref="Send(IRequest)"/>.</returns>
    /// <exception cref="UnwritableMessageException">As for <see cref="Send(IRequest)"/>.</exception>
    public int Send(IRequest request, short version)
    {
        Invariant.Holds(IsReady, "requests are sent when the broker's versions are known");
        return Write(request, version);
    }

    /// <summary>Where the next bytes from the broker may be put; valid until <see cref="Received"/>.</summary>
    public Memory<byte> GetMemory() => _receiver.GetMemory();

    /// <summary>So many bytes were put there.</summary>
    public void Received(int count) => _receiver.Received(count);

    /// <summary>Takes the next reply; the caller disposes it. False when there is no whole one, or after a fault.</summary>
    public bool TryTake(out ClientReply reply)
    {
        reply = null!;
        while (TryTakeFrame(out var frame))
        {
            try
            {
                if (Read(frame) is not { } read)
                    continue;
                reply = read;
                return true;
            }
            catch (MalformedMessageException malformed)
            {
                frame.Release();
                Fail(ConnectionFaultKind.MalformedMessage, malformed.Message);
            }
        }

        return false;
    }

    /// <summary>Gives back every block; replies that were taken live on. Not to be called while bytes are being received or sent.</summary>
    public void Dispose()
    {
        _receiver.Dispose();
        Output.Dispose();
    }

    private int Write(IRequest request, short version)
    {
        var api = ApiCatalog.Get(request.ApiKey);
        _header.RequestApiKey = (short)api.Key;
        _header.RequestApiVersion = version;
        _header.CorrelationId = _nextCorrelationId;
        _header.ClientId = _options.ClientId;
        _frames.Write(Output, _header, api.RequestHeaderVersion(version), request, version);
        if (request is not ProduceRequest { Acks: 0 })
            _waiting.Enqueue((_nextCorrelationId, api, version));
        return _nextCorrelationId++;
    }

    private bool TryTakeFrame(out FrameLease frame)
    {
        frame = default;
        if (Fault is not null)
            return false;

        var result = _receiver.TryTake(out frame, out var declared);
        if (result == FrameResult.NegativeLength)
            Fail(ConnectionFaultKind.NegativeFrameLength, $"{declared}");
        else if (result == FrameResult.TooLong)
            Fail(ConnectionFaultKind.FrameTooLong, $"{declared} bytes, and the limit is {_receiver.FrameBytesMax}");
        return result == FrameResult.Frame;
    }

    // The reply in a frame; null when it was the answer to the negotiation, or a fault.
    private ClientReply? Read(FrameLease frame)
    {
        if (!_waiting.TryDequeue(out var expected))
            return Refuse(frame, "no request waits for a response");

        var reader = new WireReader(frame.Bytes);
        var header = new ResponseHeader();
        header.Read(ref reader, expected.Api.ResponseHeaderVersion(expected.Version));
        if (header.CorrelationId != expected.CorrelationId)
            return Refuse(frame, $"response {header.CorrelationId} came for request {expected.CorrelationId}");
        if (!IsReady)
        {
            TakeVersions(frame, reader.Position);
            return null;
        }

        var response = expected.Api.NewResponse();
        response.Read(ref reader, expected.Version);
        return new ClientReply(expected.CorrelationId, expected.Version, response, frame);
    }

    private ClientReply? Refuse(FrameLease frame, string detail)
    {
        frame.Release();
        Fail(ConnectionFaultKind.UnexpectedResponse, detail);
        return null;
    }

    private void TakeVersions(FrameLease frame, int bodyStart)
    {
        _versions.Take(frame.Bytes[bodyStart..]);
        frame.Release();
        if (!IsReady)
            AskForVersions();
    }

    private void AskForVersions()
    {
        var request = new ApiVersionsRequest { ClientSoftwareName = _options.SoftwareName, ClientSoftwareVersion = _options.SoftwareVersion };
        Write(request, _versions.RequestVersion);
    }

    private void Fail(ConnectionFaultKind kind, string detail) => Fault ??= new ConnectionFault(kind, detail);
}
