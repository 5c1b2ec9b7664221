using System.Buffers.Binary;
using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Listener.Handlers;
using ActorBroker.Listener.Sessions;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests.Support;

/// <summary>
/// A client and its session, with no socket and no thread between them, on a clock that the test moves. The broker behind the session knows no topic.
/// </summary>
internal sealed class SessionClient
{
    private readonly ClientSession _session;
    private readonly List<byte> _unsent = [];
    private readonly List<byte> _answered = [];

    public SessionClient(IAuthenticator? authenticator = null, IClientQuotas? quotas = null)
    {
        Doors = new BrokerDoors
        {
            Broker = new BrokerId(1),
            Clock = Clock,
            NewId = () => Guid.Empty,
            Configs = new ConfigCatalog(new BrokerId(1), ImmutableDictionary<string, string>.Empty),
            Executor = new HeldExecutor(),
            Authorizer = Authorizer,
            Authenticator = authenticator ?? new AnonymousClients(),
            Quotas = quotas ?? new NoQuotas(),
            Credit = new CreditPool(1_000_000, 100),
            AutoCreatesTopics = false,
        };
        var authenticates = Doors.Authenticator.MechanismsOf("PLAINTEXT").Count > 0;
        var handlers = new HandlerTable(Doors, authenticates);
        var connection = new KafkaConnection(new KafkaConnectionOptions { RequiresAuthentication = authenticates }, handlers.Profile, TimeSpan.Zero);
        _session = new ClientSession(
            connection, handlers, Doors, new ClientIdentity(ClientIdentity.Anonymous, "PLAINTEXT", "client"), () => { }, (_, failure) => Failure = failure);
    }

    public BrokerDoors Doors { get; }

    public ManualClock Clock { get; } = new();

    public WitnessingAuthorizer Authorizer { get; } = new();

    public Exception? Failure { get; private set; }

    public ConnectionFault? Fault => _session.Fault;

    /// <summary>True when the transport has to close the socket.</summary>
    public bool IsClosed => _session.IsOver;

    /// <summary>True while the transport may receive.</summary>
    public bool IsRead => _session.WantsBytes;

    /// <summary>A request with its length and header.</summary>
    public static byte[] FrameOf(IRequest request, short version)
    {
        var api = ApiCatalog.Get(request.ApiKey);
        var header = new RequestHeader { RequestApiKey = (short)api.Key, RequestApiVersion = version, CorrelationId = 1, ClientId = "test" };
        return FrameOf([.. MessageCodec.ToArray(header, api.RequestHeaderVersion(version)), .. MessageCodec.ToArray(request, version)]);
    }

    /// <summary>Sends a request.</summary>
    public void Send(IRequest request, short version) => SendBytes(FrameOf(request, version));

    /// <summary>Sends a frame of any content.</summary>
    public void SendFrame(ReadOnlySpan<byte> content) => SendBytes(FrameOf(content));

    /// <summary>Sends any bytes.</summary>
    public void SendBytes(ReadOnlySpan<byte> bytes)
    {
        _unsent.AddRange(bytes);
        Work();
    }

    /// <summary>Sends, and gives the answer.</summary>
    public TResponse Ask<TResponse>(IRequest request, short version)
        where TResponse : class, IResponse, new()
    {
        Send(request, version);
        return Answer<TResponse>(version);
    }

    /// <summary>The next answer.</summary>
    public TResponse Answer<TResponse>(short version)
        where TResponse : class, IResponse, new()
    {
        var response = new TResponse();
        var header = new ResponseHeader();
        var reader = new WireReader(NextFrame());
        header.Read(ref reader, ApiCatalog.Get(response.ApiKey).ResponseHeaderVersion(version));
        response.Read(ref reader, version);
        return response;
    }

    /// <summary>The next frame that came, without its length; there is one.</summary>
    public byte[] NextFrame()
    {
        Assert.True(HasAnswer, $"nothing was answered; fault: {Fault}, failure: {Failure}");
        var length = BinaryPrimitives.ReadInt32BigEndian(_answered.Take(sizeof(int)).ToArray());
        var frame = _answered.Skip(sizeof(int)).Take(length).ToArray();
        _answered.RemoveRange(0, sizeof(int) + length);
        return frame;
    }

    /// <summary>True when an answer came.</summary>
    public bool HasAnswer => _answered.Count > 0;

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time)
    {
        Clock.Pass(time);
        _session.Expire();
        Work();
    }

    /// <summary>The client's end is closed.</summary>
    public void Close() => _session.Close();

    private static byte[] FrameOf(ReadOnlySpan<byte> content)
    {
        var frame = new byte[sizeof(int) + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length);
        content.CopyTo(frame.AsSpan(sizeof(int)));
        return frame;
    }

    /// <summary>What a transport does.</summary>
    private void Work()
    {
        _session.Process();
        while (_session.WantsBytes && _unsent.Count > 0)
        {
            var room = _session.GetMemory();
            var count = Math.Min(room.Length, _unsent.Count);
            _unsent.Take(count).ToArray().CopyTo(room);
            _unsent.RemoveRange(0, count);
            _session.Received(count);
            _session.Process();
        }

        var segments = new ReadOnlyMemory<byte>[4];
        while (_session.CopySegmentsTo(segments) > 0)
        {
            _answered.AddRange(segments[0].Span);
            _session.Sent(segments[0].Length);
        }
    }
}
