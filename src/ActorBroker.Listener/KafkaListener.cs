using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Handlers;
using ActorBroker.Listener.Sessions;
using ActorBroker.Listener.Sockets;
using ActorBroker.Wire.Connections;
using Akka.Event;

namespace ActorBroker.Listener;

/// <summary>The broker's door for Kafka clients: binds, accepts, and serves each connection by a session of its own.</summary>
/// <remarks>
/// Its own sockets and not Kestrel's: requests are received into the blocks that they are decoded from, and stay there until they are appended
/// (ADR-0007).
/// </remarks>
public sealed class KafkaListener : IAsyncDisposable
{
    private const int Backlog = 512;

    private static readonly TimeSpan ExpiryInterval = TimeSpan.FromSeconds(1);

    private readonly ListenerOptions _options;
    private readonly BrokerDoors _doors;
    private readonly ILoggingAdapter _logger;
    private readonly Socket _socket;
    private readonly HandlerTable _handlers;
    private readonly KafkaConnectionOptions _connection;
    private readonly ConcurrentDictionary<ClientSession, Task> _connections = new();
    private readonly ConnectionCounts _counts;
    private Task _accepting = Task.CompletedTask;
    private ITimer? _expiry;
    private bool _isStopping;

    private KafkaListener(ListenerOptions options, BrokerDoors doors, ILoggingAdapter logger, Socket socket)
    {
        _options = options;
        _doors = doors;
        _logger = logger;
        _socket = socket;
        var authenticates = doors.Authenticator.MechanismsOf(options.Name).Count > 0;
        _handlers = new HandlerTable(doors, authenticates);
        _connection = options.Connection with { RequiresAuthentication = authenticates };
        _counts = new ConnectionCounts(options.ConnectionsMax, options.ConnectionsPerAddressMax);
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Where it listens, with the port that was taken.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>How many connections are open.</summary>
    public int ConnectionCount => _counts.Count;

    /// <summary>How many connections were taken since the start, those that are open among them.</summary>
    public long OpenedCount => _counts.Opened;

    /// <summary>How long requests take.</summary>
    public RequestDurations Requests => _handlers.Durations;

    /// <summary>Takes the address; clients that connect wait until <see cref="Start"/>.</summary>
    /// <param name="options">Where, and the limits.</param>
    /// <param name="doors">The broker.</param>
    /// <param name="logger">Told of what clients and operators may want to know.</param>
    /// <exception cref="SocketException">The address is taken, or is not this machine's.</exception>
    public static KafkaListener Bind(ListenerOptions options, BrokerDoors doors, ILoggingAdapter logger)
    {
        var socket = new Socket(options.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(options.EndPoint);
            socket.Listen(Backlog);
            return new KafkaListener(options, doors, logger, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Accepts from now on.</summary>
    public void Start()
    {
        _expiry = _doors.Clock.CreateTimer(_ => Expire(), null, ExpiryInterval, ExpiryInterval);
        _accepting = AcceptAsync();
    }

    /// <summary>Accepts no more, lets requests under way be answered, and closes all connections; after the stop's time limit also those that are not done.</summary>
    public async Task StopAsync()
    {
        Volatile.Write(ref _isStopping, true);
        _socket.Dispose();
        if (_expiry is not null)
            await _expiry.DisposeAsync();
        await _accepting;
        foreach (var session in _connections.Keys)
            session.Drain();
        try
        {
            await Task.WhenAll(_connections.Values).WaitAsync(_options.StopTimeout, _doors.Clock);
        }
        catch (TimeoutException)
        {
            _logger.Warning("{Count} connections were not done in {Timeout}; their requests stay unanswered.", _connections.Count, _options.StopTimeout);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task AcceptAsync()
    {
        while (!Volatile.Read(ref _isStopping))
        {
            try
            {
                Serve(await _socket.AcceptAsync());
            }
            catch (Exception exception) when (exception is ObjectDisposedException || Volatile.Read(ref _isStopping))
            {
                return;
            }
            catch (SocketException exception)
            {
                _logger.Warning("A connection could not be accepted: {Cause}", exception.Message);
            }
        }
    }

    private void Serve(Socket socket)
    {
        var address = (socket.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (!_counts.TryAdd(address))
        {
            _logger.Warning("A connection from {Address} was closed at once: there are {Count} already.", address, _counts.Count);
            socket.Dispose();
            return;
        }

        socket.NoDelay = true;
        var transport = new SocketConnection(socket);
        var client = new ClientIdentity(ClientIdentity.Anonymous, _options.Name, transport.Address);
        var connection = new KafkaConnection(_connection, _handlers.Profile, _doors.Clock.GetElapsedTime(0));
        var session = new ClientSession(connection, _handlers, _doors, client, transport.Wake, (api, failure) =>
            _logger.Error(failure, "A {Api} request of {Client} could not be answered; its connection is closed.", api, transport.Address));
        var serving = new TaskCompletionSource();
        _connections[session] = serving.Task;
        _ = RunAsync(transport, session, address, serving);
    }

    private async Task RunAsync(SocketConnection transport, ClientSession session, IPAddress address, TaskCompletionSource serving)
    {
        // Off the accepting loop, which goes on at once.
        await Task.Yield();
        try
        {
            await transport.RunAsync(session);
        }
        catch (Exception failure)
        {
            _logger.Error(failure, "The connection of {Client} failed.", transport.Address);
        }

        if (session.Fault is { } fault)
            _logger.Info("The connection of {Client} was closed: {Kind}, {Detail}.", transport.Address, fault.Kind, fault.Detail);
        _connections.TryRemove(session, out _);
        _counts.Remove(address);
        serving.SetResult();
    }

    private void Expire()
    {
        foreach (var session in _connections.Keys)
            session.Expire();
    }
}
