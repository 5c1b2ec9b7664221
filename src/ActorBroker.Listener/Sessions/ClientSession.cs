using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Handlers;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;

namespace ActorBroker.Listener.Sessions;

/// <summary>
/// A client's connection without its socket: takes requests, gets credit for them, has them handled, and gathers the answers in their order.
/// The transport receives into <see cref="GetMemory"/>, calls <see cref="Process"/>, and sends what <see cref="CopySegmentsTo"/> gives.
/// </summary>
/// <remarks>
/// Answers come from any thread; they call <c>wake</c>, which only hands on. The transport calls <see cref="GetMemory"/>,
/// <see cref="Received"/> and <see cref="Process"/> from one thread at a time, and the rest from one other.
/// <b>Buffers:</b> requests hold slices of what was received, so nothing is given back before all that are under way have ended, also when
/// the connection is long closed.
/// </remarks>
internal sealed class ClientSession
{
    private readonly Lock _gate = new();
    private readonly KafkaConnection _connection;
    private readonly HandlerTable _handlers;
    private readonly Action _wake;
    private readonly Action<ApiKey, Exception> _onFailure;
    private readonly Dictionary<ReceivedRequest, Action> _giveUps = [];
    private readonly Mute _mute;
    private CreditHold? _held;
    private int _underWay;
    private bool _isDraining;
    private bool _isClosed;
    private bool _isDisposed;

    /// <param name="connection">The protocol's side.</param>
    /// <param name="handlers">Who answers.</param>
    /// <param name="doors">The broker.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="wake">Called from any thread when there may be something to process or to send.</param>
    /// <param name="onFailure">Told of answers that failed by a mistake of ours.</param>
    public ClientSession(
        KafkaConnection connection, HandlerTable handlers, BrokerDoors doors, ClientIdentity client, Action wake, Action<ApiKey, Exception> onFailure)
    {
        _onFailure = onFailure;
        _connection = connection;
        _handlers = handlers;
        _wake = wake;
        Doors = doors;
        Client = client;
        Authentication = new AuthenticationStage(doors.Authenticator, client);
        _mute = new Mute(doors.Clock, wake);
    }

    public BrokerDoors Doors { get; }

    /// <summary>Who asks: the connection's thread only, because it changes when the client authenticates.</summary>
    public ClientIdentity Client { get; private set; }

    public AuthenticationStage Authentication { get; }

    /// <summary>How long requests take, for whoever ends one.</summary>
    public RequestDurations Durations => _handlers.Durations;

    /// <summary>Why the connection is to be closed, once what is to be sent was sent; null while it may go on.</summary>
    public ConnectionFault? Fault
    {
        get
        {
            lock (_gate)
                return _connection.Fault;
        }
    }

    /// <summary>True when the transport may receive more.</summary>
    public bool WantsBytes
    {
        get
        {
            lock (_gate)
                return !_isClosed && !_isDraining && !_mute.IsOn && _held is null && _connection.WantsBytes;
        }
    }

    /// <summary>True when the transport has to close: the connection is faulty, closed or drained, and nothing is left to send.</summary>
    public bool IsOver
    {
        get
        {
            lock (_gate)
                return _isClosed || ((_connection.Fault is not null || (_isDraining && _underWay == 0)) && _connection.Output.Count == 0);
        }
    }

    public Memory<byte> GetMemory() => _connection.GetMemory();

    public void Received(int count)
    {
        lock (_gate)
            _connection.Received(count);
    }

    /// <summary>Takes and handles all requests that are there, while there is credit and room for them, and the client need not pause.</summary>
    public void Process()
    {
        while (true)
        {
            if (TryTake(out var request))
                Handle(new RequestContext(this, request), request.Api.Key);
            else if (!TryTakeToken())
                return;
        }
    }

    public int CopySegmentsTo(Span<ReadOnlyMemory<byte>> segments)
    {
        lock (_gate)
            return _isClosed ? 0 : _connection.Output.CopySegmentsTo(segments);
    }

    public void Sent(long count)
    {
        lock (_gate)
            _connection.Output.Sent(count);
        _wake();
    }

    /// <summary>Sets the fault when a deadline has passed.</summary>
    public void Expire()
    {
        lock (_gate)
        {
            if (!_isClosed)
                _connection.Expire(Now());
        }

        if (Fault is not null)
            _wake();
    }

    /// <summary>Takes no further requests; those under way are answered, and those that only wait for more at once.</summary>
    public void Drain()
    {
        GiveUp(() => _isDraining = true);
        _wake();
    }

    /// <summary>The socket is closed, and nothing is received or sent any more. Buffers go back when all that is under way has ended.</summary>
    public void Close()
    {
        CreditHold? held = null;
        GiveUp(() =>
        {
            _isClosed = true;
            (held, _held) = (_held, null);
        });
        if (held is not null)
            Abandon(held);
        _mute.Stop();
        DisposeWhenDone();
    }

    public IResponse NewResponse(ReceivedRequest request)
    {
        lock (_gate)
            return _connection.NewResponse(request);
    }

    public void Respond(ReceivedRequest request, int frameBytes, IResponse response, bool closes)
    {
        lock (_gate)
        {
            _giveUps.Remove(request);
            _connection.Respond(request, response, Now());
            _underWay--;
            _isDraining |= closes;
        }

        Ended(frameBytes);
    }

    public void End(ReceivedRequest request, int frameBytes, bool closes)
    {
        lock (_gate)
        {
            _giveUps.Remove(request);
            _connection.EndWithoutResponse(request, Now());
            _underWay--;
            _isDraining |= closes;
        }

        Ended(frameBytes);
    }

    /// <summary>Reads nothing more for a time; gives the time.</summary>
    public TimeSpan MuteFor(TimeSpan pause) => _mute.For(pause);

    /// <summary>The client's next frames are tokens without headers, until it has authenticated.</summary>
    public void ExpectTokens()
    {
        lock (_gate)
            _connection.ExpectToken();
    }

    /// <summary>The client has proven who it is: from now on all its requests are taken, as that principal's.</summary>
    public void Authenticated(string principal)
    {
        Client = Client with { Principal = principal };
        lock (_gate)
            _connection.Authenticated();
    }

    /// <summary>A request could not be answered, by a mistake of ours: the connection is closed, and the reason told.</summary>
    public void Fail(ReceivedRequest request, int frameBytes, Exception failure)
    {
        _onFailure(request.Api.Key, failure);
        End(request, frameBytes, closes: true);
    }

    public void OnClose(ReceivedRequest request, Action giveUp)
    {
        lock (_gate)
        {
            if (!_isClosed && !_isDraining)
            {
                _giveUps[request] = giveUp;
                return;
            }
        }

        giveUp();
    }

    private void GiveUp(Action change)
    {
        Action[] giveUps;
        lock (_gate)
        {
            change();
            giveUps = [.. _giveUps.Values];
        }

        foreach (var giveUp in giveUps)
            giveUp();
    }

    private bool TryTake(out ReceivedRequest request)
    {
        CreditHold hold;
        lock (_gate)
        {
            request = null!;
            if (_isClosed || _isDraining)
                return false;
            if (_held is not null)
                return TryTakeHeld(out request);
            if (_mute.IsOn)
                return false;
            if (!_connection.TryTake(Now(), out request))
                return false;

            _underWay++;
            hold = new CreditHold(request, _wake);
            _held = hold;
        }

        if (Doors.Credit.TryTake(hold))
            hold.IsGranted = true;
        lock (_gate)
            return TryTakeHeld(out request);
    }

    private bool TryTakeToken()
    {
        FrameLease token;
        lock (_gate)
        {
            if (_isClosed || _isDraining || !_connection.TryTakeToken(out token))
                return false;
        }

        try
        {
            Answer(Authentication.Take(token.Bytes.Span));
        }
        catch (Exception failure)
        {
            _onFailure(ApiKey.SaslAuthenticate, failure);
            Drain();
        }
        finally
        {
            token.Release();
        }

        return true;
    }

    /// <summary>Answers a token that came without a header; there is no way to say no but to close.</summary>
    private void Answer(AuthenticationStep? step)
    {
        if (step is null or { Refusal: not null })
        {
            Drain();
            return;
        }

        lock (_gate)
            _connection.SendToken(step.Token.Span);
        if (step.Principal is { } principal)
            Authenticated(principal);
        _wake();
    }

    private void Handle(RequestContext context, ApiKey key)
    {
        try
        {
            _handlers.Handle(context, key);
        }
        catch (Exception failure)
        {
            context.CloseOnFailure(failure);
        }
    }

    private bool TryTakeHeld(out ReceivedRequest request)
    {
        request = null!;
        if (_held is not { IsGranted: true } held)
            return false;

        request = held.Request;
        _held = null;
        return true;
    }

    /// <summary>A request that was taken but waits for credit ends with the connection.</summary>
    private void Abandon(CreditHold held)
    {
        var wasTaken = !Doors.Credit.Cancel(held);
        lock (_gate)
        {
            _connection.EndWithoutResponse(held.Request, Now());
            _underWay--;
        }

        if (wasTaken)
            Doors.Credit.Return(held.Bytes);
    }

    private void Ended(int frameBytes)
    {
        Doors.Credit.Return(frameBytes);
        DisposeWhenDone();
        _wake();
    }

    private void DisposeWhenDone()
    {
        lock (_gate)
        {
            if (!_isClosed || _underWay > 0 || _isDisposed)
                return;

            _isDisposed = true;
            _connection.Dispose();
        }
    }

    private TimeSpan Now() => Doors.Clock.GetElapsedTime(0);

    /// <summary>A request on its way through the broker's credit.</summary>
    private sealed class CreditHold(ReceivedRequest request, Action wake) : CreditClaim(request.FrameBytes)
    {
        private volatile bool _isGranted;

        public ReceivedRequest Request { get; } = request;

        public bool IsGranted
        {
            get => _isGranted;
            set => _isGranted = value;
        }

        public override void OnGranted()
        {
            _isGranted = true;
            wake();
        }
    }
}
