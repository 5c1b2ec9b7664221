using System.Buffers.Binary;
using ActorBroker.Model;

namespace ActorBroker.Wire.Connections;

/// <summary>
/// A broker's side of one connection, without a socket: bytes in, requests out, responses in, bytes out, in the order of the requests.
/// The transport puts what it receives into <see cref="GetMemory"/>, takes requests until there are none, sends <see cref="Output"/>, and
/// closes when <see cref="Fault"/> is set or the deadline has passed.
/// </summary>
/// <remarks>
/// One thread at a time. Time is what the caller says: the time on a clock that never steps back, from any beginning.
/// An ApiVersions request of a version that is not taken is answered here; all other requests are the caller's to answer.
/// <b>Invariants:</b> responses leave in the order of the requests, whatever the order in which they are given; after a fault no more
/// requests are taken and nothing more is written.
/// </remarks>
public sealed class KafkaConnection : IDisposable
{
    private readonly KafkaConnectionOptions _options;
    private readonly FrameReceiver _receiver;
    private readonly RequestDecoder _decoder;
    private readonly ConnectionDeadlines _deadlines;
    private readonly MessagePool _messages = new();
    private readonly ResponseQueue _inFlight;
    private readonly Stack<ReceivedRequest> _unused = new();

    private bool _isAuthenticated;
    private bool _expectsToken;
    private bool _isDisposed;

    /// <param name="options">The limits.</param>
    /// <param name="profile">The APIs and versions that are taken.</param>
    /// <param name="now">The time at which the connection was opened.</param>
    public KafkaConnection(KafkaConnectionOptions options, ApiProfile profile, TimeSpan now)
    {
        _options = options;
        _isAuthenticated = !options.RequiresAuthentication;
        _receiver = new(FrameBytesMax);
        _decoder = new(profile, _messages);
        _deadlines = new(options, now);
        _inFlight = new(Output);
    }

    /// <summary>What is to be sent.</summary>
    public OutgoingBytes Output { get; } = new();

    /// <summary>Why the connection is to be closed; null while it may go on. What <see cref="Output"/> holds may still be sent.</summary>
    public ConnectionFault? Fault { get; private set; }

    /// <summary>How many requests wait for their responses.</summary>
    public int RequestsInFlight => _inFlight.Count;

    /// <summary>
    /// True when the transport may receive: no fault, not disposed, and room for another request. Ask again when a response was given or bytes were sent.
    /// </summary>
    public bool WantsBytes => Fault is null && !_isDisposed && HasRoom;

    /// <summary>When <see cref="Expire"/> is due if nothing happens before; null when there is no limit now.</summary>
    public TimeSpan? NextDeadline => Fault is null ? _deadlines.Next(_inFlight.Count > 0) : null;

    private int FrameBytesMax => _isAuthenticated
        ? _options.RequestBytesMax
        : Math.Min(_options.RequestBytesMax, _options.RequestBytesMaxBeforeAuthentication);

    private bool HasRoom => _inFlight.Count < _options.RequestsInFlightMax && Output.Count < _options.OutputBytesMax;

    /// <summary>Where the next bytes from the client may be put; valid until <see cref="Received"/>.</summary>
    public Memory<byte> GetMemory() => _receiver.GetMemory();

    /// <summary>So many bytes were put there.</summary>
    public void Received(int count) => _receiver.Received(count);

    /// <summary>
    /// Takes the next request. False when there is no whole one, when there is no room for more in flight, or after a fault.
    /// </summary>
    public bool TryTake(TimeSpan now, out ReceivedRequest request)
    {
        request = null!;
        while (!_expectsToken && TryTakeFrame(out var frame))
        {
            var taken = _unused.TryPop(out var unused) ? unused : new ReceivedRequest();
            if (!_decoder.TryDecode(frame, _isAuthenticated, taken))
            {
                frame.Release();
                Fail(_decoder.Fault!);
                return false;
            }

            Note(now);
            _inFlight.Add(taken);
            if (taken.Response is null)
            {
                request = taken;
                return true;
            }

            Finish(taken);
        }

        return false;
    }

    /// <summary>A response for this request, with all defaults: one that was used before, or a new one.</summary>
    public IResponse NewResponse(ReceivedRequest request) => _messages.NewResponse(request.Api);

    /// <summary>
    /// Answers a request, with its own API's response. Request and response are the connection's from then on; leases in the response are
    /// disposed when they have left, or when they cannot: after a fault, and after the connection was disposed, nothing is written.
    /// </summary>
    public void Respond(ReceivedRequest request, IResponse response, TimeSpan now)
    {
        Invariant.Holds(response.ApiKey == request.Api.Key, "a request is answered by the response of its API");
        Invariant.Holds(request.WantsResponse, "a request is answered when its client waits for it");
        request.Response = response;
        Note(now);
        Finish(request);
    }

    /// <summary>Ends a request that wants no response: Produce with acks = 0.</summary>
    public void EndWithoutResponse(ReceivedRequest request, TimeSpan now)
    {
        Note(now);
        Finish(request);
    }

    /// <summary>The client has authenticated: all requests are taken from now on, up to the full length.</summary>
    public void Authenticated()
    {
        _isAuthenticated = true;
        _expectsToken = false;
        _receiver.FrameBytesMax = FrameBytesMax;
        _deadlines.EndHandshake();
    }

    /// <summary>
    /// The next frame is a token of the mechanism without a header: so it is after SaslHandshake version 0. Until
    /// <see cref="Authenticated"/> frames are given by <see cref="TryTakeToken"/> only.
    /// </summary>
    public void ExpectToken() => _expectsToken = true;

    /// <summary>Takes a token; the caller releases it.</summary>
    public bool TryTakeToken(out FrameLease token)
    {
        token = default;
        return _expectsToken && TryTakeFrame(out token);
    }

    /// <summary>Sends a token of the mechanism, as a frame without a header.</summary>
    public void SendToken(ReadOnlySpan<byte> token)
    {
        var span = Output.GetSpan(sizeof(int) + token.Length);
        BinaryPrimitives.WriteInt32BigEndian(span, token.Length);
        token.CopyTo(span[sizeof(int)..]);
        Output.Advance(sizeof(int) + token.Length);
    }

    /// <summary>Sets the fault when the deadline has passed; else nothing.</summary>
    public void Expire(TimeSpan now)
    {
        if (NextDeadline is not { } deadline || now < deadline)
            return;
        Fail(_deadlines.IsInHandshake
            ? new ConnectionFault(ConnectionFaultKind.HandshakeTimedOut, $"after {_options.HandshakeTimeout}")
            : new ConnectionFault(ConnectionFaultKind.Idle, $"for {_options.IdleTimeout}"));
    }

    /// <summary>
    /// Ends the connection, and gives back what was received and what is to be sent. Requests in flight stay as they are until they are
    /// answered: somebody may be writing their records to a log. Not to be called while bytes are being received or sent.
    /// </summary>
    public void Dispose()
    {
        _isDisposed = true;
        _receiver.Dispose();
        _inFlight.Drop();
        Output.Dispose();
    }

    private bool TryTakeFrame(out FrameLease frame)
    {
        frame = default;
        if (Fault is not null || !HasRoom)
            return false;

        var result = _receiver.TryTake(out frame, out var declared);
        if (result == FrameResult.NegativeLength)
            Fail(new(ConnectionFaultKind.NegativeFrameLength, $"{declared}"));
        else if (result == FrameResult.TooLong)
            Fail(new(ConnectionFaultKind.FrameTooLong, $"{declared} bytes, and the limit is {_receiver.FrameBytesMax}"));
        return result == FrameResult.Frame;
    }

    private void Note(TimeSpan now)
    {
        _deadlines.Progress(now);
        if (_isAuthenticated)
            _deadlines.EndHandshake();
    }

    private void Finish(ReceivedRequest request)
    {
        if (_isDisposed)
        {
            ResponseQueue.Drop(request);
            return;
        }

        request.IsDone = true;
        while (_inFlight.TryTakeDone(out var done))
        {
            if (Fault is not null)
                ResponseQueue.DropLeases(done.Response);
            else if (_inFlight.TryWrite(done) is { } unwritable)
                Fail(unwritable);
            _messages.Keep(done.BodyOrNull);
            _messages.Keep(done.Response);
            done.End();
            _unused.Push(done);
        }
    }

    private void Fail(ConnectionFault fault) => Fault ??= fault;
}
