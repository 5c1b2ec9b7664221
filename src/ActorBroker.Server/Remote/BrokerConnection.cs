using System.Net.Sockets;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;

namespace ActorBroker.Server.Remote;

/// <summary>
/// A connection to one broker. Requests leave in the order in which they were given, one behind the other without waiting for answers; what is given
/// while a send is under way leaves with the next one.
/// </summary>
/// <remarks>Any thread. A request costs a completion and a timer; records cost nothing.</remarks>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly KafkaClient _protocol;
    private readonly RemoteOptions _options;
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<ClientReply>> _waiting = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ReadOnlyMemory<byte>[] _segments = new ReadOnlyMemory<byte>[16];

    private RemoteException? _failure;
    private bool _isSending;
    private Task _sending = Task.CompletedTask;
    private Task _receiving = Task.CompletedTask;

    private BrokerConnection(BrokerAddress address, Socket socket, RemoteOptions options)
    {
        Address = address;
        _socket = socket;
        _options = options;
        _protocol = new KafkaClient(new KafkaClientOptions { ClientId = options.ClientId });
    }

    /// <summary>To whom.</summary>
    public BrokerAddress Address { get; }

    /// <summary>False when it broke or was closed: every request from then on fails.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _failure is null;
        }
    }

    /// <summary>Connects, and asks for the broker's versions.</summary>
    /// <exception cref="ConnectionLostException">It could not be connected to, or is no broker.</exception>
    /// <exception cref="RequestTimeoutException">It did not answer.</exception>
    public static async Task<BrokerConnection> OpenAsync(BrokerAddress address, RemoteOptions options, CancellationToken cancellation = default)
    {
        var socket = await ConnectAsync(address, options, cancellation);
        var connection = new BrokerConnection(address, socket, options);
        lock (connection._lock)
            connection.StartSending();
        connection._receiving = connection.ReceiveAsync();
        try
        {
            await connection.WithinAsync(connection._ready.Task, ApiKey.ApiVersions, options.Timeout, cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The version in which requests of an API are sent; null when the broker has none that we speak.</summary>
    public short? VersionOf(ApiKey api) => _protocol.VersionOf(api);

    /// <summary>Sends a request; gives its answer, which the caller disposes.</summary>
    /// <param name="request">Not a produce request that asks for no answer. It may be changed again once this has returned the task.</param>
    /// <param name="limit">How long to wait; null for the options' timeout. When it has passed the connection is closed, for answers come in order.</param>
    /// <param name="versionMax">The highest version to send it in, for a request that says what later versions have no words for.</param>
    /// <param name="cancellation">Ends the waiting, not the request.</param>
    /// <exception cref="ConnectionLostException">The connection broke.</exception>
    /// <exception cref="RequestTimeoutException">The limit passed.</exception>
    /// <exception cref="UnsupportedApiException">The broker does not offer the API.</exception>
    public Task<ClientReply> SendAsync(IRequest request, TimeSpan? limit = null, short versionMax = short.MaxValue, CancellationToken cancellation = default)
    {
        var waiting = new TaskCompletionSource<ClientReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            ThrowIfFailed();
            var before = _protocol.RequestsInFlight;
            Send(request, versionMax);
            Invariant.Holds(_protocol.RequestsInFlight == before + 1, "the request has an answer");
            _waiting.Enqueue(waiting);
            StartSending();
        }

        return WithinAsync(waiting.Task, request.ApiKey, limit ?? _options.Timeout, cancellation);
    }

    /// <summary>Sends a request that has no answer (produce with acks = 0); the task ends when it was handed to the operating system.</summary>
    /// <param name="request">The request; what it points to may be changed again once the task has ended.</param>
    /// <param name="versionMax">The highest version to send it in.</param>
    /// <exception cref="ConnectionLostException">The connection broke.</exception>
    public Task SendWithoutReplyAsync(IRequest request, short versionMax = short.MaxValue)
    {
        lock (_lock)
        {
            ThrowIfFailed();
            var before = _protocol.RequestsInFlight;
            Send(request, versionMax);
            Invariant.Holds(_protocol.RequestsInFlight == before, "the request has no answer");
            StartSending();
            return ThrowIfFailedAfterAsync(_sending);
        }
    }

    /// <summary>Closes; requests that wait for answers fail.</summary>
    public async ValueTask DisposeAsync()
    {
        Fail("it was closed here");
        await Task.WhenAll(_receiving, _sending);
        _protocol.Dispose();
    }

    private static async Task<Socket> ConnectAsync(BrokerAddress address, RemoteOptions options, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(options.Timeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, either.Token);
            return socket;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new ConnectionLostException(address, exception is SocketException refused ? Reason(refused) : "no answer in time", exception);
        }
    }

    private static string Reason(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no such host",
        SocketError.ConnectionReset => "the broker closed the connection",
        SocketError.TimedOut => "no answer in time",
        _ => exception.Message,
    };

    private async Task WithinAsync(Task task, ApiKey api, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            await task.WaitAsync(limit, _options.Time, cancellation);
        }
        catch (TimeoutException)
        {
            var timeout = new RequestTimeoutException(Address, api, limit);
            Fail(timeout);
            throw timeout;
        }
    }

    private async Task<ClientReply> WithinAsync(Task<ClientReply> task, ApiKey api, TimeSpan limit, CancellationToken cancellation)
    {
        await WithinAsync((Task)task, api, limit, cancellation);
        return await task;
    }

    // Under the lock.
    private void StartSending()
    {
        if (_isSending)
            return;
        _isSending = true;
        _sending = SendWaitingAsync();
    }

    private async Task SendWaitingAsync()
    {
        try
        {
            while (TakeSegments() is > 0 and var count)
            {
                for (var index = 0; index < count; index++)
                    await SendAllAsync(_segments[index]);
            }
        }
        catch (SocketException exception)
        {
            Fail(Reason(exception), exception);
        }
        catch (ObjectDisposedException)
        {
            // It was closed, and whoever did that said why.
        }
    }

    private int TakeSegments()
    {
        lock (_lock)
        {
            var count = _failure is null ? _protocol.Output.CopySegmentsTo(_segments) : 0;
            _isSending = count > 0;
            return count;
        }
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var sent = await _socket.SendAsync(bytes);
            bytes = bytes[sent..];
            lock (_lock)
                _protocol.Output.Sent(sent);
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (IsOpen)
            {
                var count = await _socket.ReceiveAsync(_protocol.GetMemory());
                if (count == 0)
                    Fail("the broker closed the connection");
                else
                    Take(count);
            }
        }
        catch (SocketException exception)
        {
            Fail(Reason(exception), exception);
        }
        catch (ObjectDisposedException)
        {
            // It was closed, and whoever did that said why.
        }
    }

    private void Take(int count)
    {
        lock (_lock)
        {
            _protocol.Received(count);
            while (_protocol.TryTake(out var reply))
                _waiting.Dequeue().SetResult(reply);
            if (_protocol.IsReady)
                _ready.TrySetResult();
            StartSending();
        }

        if (_protocol.Fault is { } fault)
            Fail($"what came is not Kafka's protocol ({fault.Kind}: {fault.Detail})");
    }

    // Under the lock.
    private void Send(IRequest request, short versionMax)
    {
        if (VersionOf(request.ApiKey) > versionMax)
            _protocol.Send(request, versionMax);
        else
            _protocol.Send(request);
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
            throw new ConnectionLostException(Address, failure is ConnectionLostException lost ? lost.Reason : "it left a request unanswered", failure);
    }

    private async Task ThrowIfFailedAfterAsync(Task sending)
    {
        await sending;
        lock (_lock)
            ThrowIfFailed();
    }

    private void Fail(string reason, Exception? cause = null) => Fail(new ConnectionLostException(Address, reason, cause));

    private void Fail(RemoteException failure)
    {
        lock (_lock)
        {
            if (_failure is not null)
                return;
            _failure = failure;
            _ready.TrySetException(failure);
            while (_waiting.TryDequeue(out var waiting))
                waiting.SetException(failure);
        }

        _socket.Dispose();
    }
}
