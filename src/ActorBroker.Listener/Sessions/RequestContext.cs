using ActorBroker.Broker.Doors;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Sessions;

/// <summary>One request under way: what it asks, who asks, and the way to answer it.</summary>
/// <remarks>The request's body is valid until it is answered.</remarks>
internal sealed class RequestContext(ClientSession session, ReceivedRequest request)
{
    private readonly ApiKey _api = request.Api.Key;
    private readonly long _taken = session.Doors.Clock.GetTimestamp();
    private int _isAnswered;

    /// <summary>The API version that it was asked in.</summary>
    public short Version { get; } = request.Version;

    /// <summary>Who asks.</summary>
    public ClientIdentity Client { get; } = session.Client;

    /// <summary>What the client calls itself; null for nothing.</summary>
    public string? ClientId { get; } = request.ClientId;

    /// <summary>What the broker gives to doors.</summary>
    public BrokerDoors Doors => session.Doors;

    /// <summary>How far the client has come with proving who it is. The connection's thread only.</summary>
    public AuthenticationStage Authentication => session.Authentication;

    /// <summary>The request's bytes, for credit.</summary>
    public int FrameBytes { get; } = request.FrameBytes;

    /// <summary>The request's bytes; the request holds them until it is answered.</summary>
    public FrameLease Frame => request.Frame;

    /// <summary>False for a request that is never answered: Produce with acks=0.</summary>
    public bool WantsResponse { get; } = request.WantsResponse;

    /// <summary>The request.</summary>
    public TRequest Body<TRequest>()
        where TRequest : class, IRequest => (TRequest)request.Body;

    /// <summary>A response with all defaults, to be filled and given to <see cref="Respond"/>.</summary>
    public TResponse NewResponse<TResponse>()
        where TResponse : class, IResponse => (TResponse)session.NewResponse(request);

    /// <summary>Answers. Any thread, once. A client that uses more than its share is told to pause, and is not read from while it should.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="closes">True when the connection is to be closed behind it.</param>
    public void Respond(IResponse response, bool closes = false)
    {
        if (Interlocked.Exchange(ref _isAnswered, 1) != 0)
            throw new InvalidOperationException($"A {request.Api.Key} request was answered twice.");

        Count();
        var pause = Charge(new ClientUse(response is ProduceResponse ? FrameBytes : 0, FetchedBytes(response)));
        if (pause > TimeSpan.Zero && response is IThrottledResponse throttled)
            throttled.ThrottleTimeMs = (int)Math.Ceiling(pause.TotalMilliseconds);
        session.Respond(request, FrameBytes, response, closes);
    }

    /// <summary>Ends a request that is not answered: one to produce. Any thread, once.</summary>
    /// <param name="closes">True when the connection is to be closed: the only way to tell the client that something went wrong.</param>
    public void End(bool closes)
    {
        Count();
        Charge(new ClientUse(FrameBytes, 0));
        session.End(request, FrameBytes, closes);
    }

    /// <summary>The client's next frames are tokens without headers, until it has authenticated. The connection's thread only.</summary>
    public void ExpectTokens() => session.ExpectTokens();

    /// <summary>The client has proven who it is. The connection's thread only.</summary>
    public void Authenticated(string principal) => session.Authenticated(principal);

    /// <summary>Sees to it that a request whose answer is made by <paramref name="answering"/> does not stay unanswered when that fails: the connection is closed.</summary>
    public void Observe(Task answering)
    {
        if (!answering.IsCompletedSuccessfully)
            _ = ObserveAsync(answering);
    }

    /// <summary>Closes the connection when <paramref name="failure"/> is one: the end of work on the disk executor that was to answer.</summary>
    public void CloseOnFailure(Exception? failure)
    {
        if (failure is null || Interlocked.Exchange(ref _isAnswered, 1) != 0)
            return;

        Count();
        session.Fail(request, FrameBytes, failure);
    }

    /// <summary>May the client do that?</summary>
    public bool Allows(AclOperation operation, ResourceType type, string name) => Doors.Authorizer.Allows(Client, operation, type, name);

    /// <summary>Calls <paramref name="giveUp"/> when the connection closes or takes nothing more, until the request is answered.</summary>
    public void OnClose(Action giveUp) => session.OnClose(request, giveUp);

    private void Count() => session.Durations.Record(_api, session.Doors.Clock.GetElapsedTime(_taken));

    private TimeSpan Charge(ClientUse use)
    {
        var pause = Doors.Quotas.Charge(Client, ClientId, use);
        return pause > TimeSpan.Zero ? session.MuteFor(pause) : TimeSpan.Zero;
    }

    private static long FetchedBytes(IResponse response)
    {
        var bytes = 0L;
        if (response is not FetchResponse fetch)
            return bytes;
        foreach (var topic in fetch.Responses)
        {
            foreach (var partition in topic.Partitions)
                bytes += partition.Records.Length;
        }

        return bytes;
    }

    private async Task ObserveAsync(Task answering)
    {
        try
        {
            await answering;
        }
        catch (Exception failure)
        {
            CloseOnFailure(failure);
        }
    }
}
