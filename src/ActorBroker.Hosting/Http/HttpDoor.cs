using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Serilog;

namespace ActorBroker.Hosting.Http;

/// <summary>Serves <see cref="HttpPages"/> over HTTP/1.1 by Kestrel: bound, opened, closed.</summary>
/// <remarks>
/// Kestrel itself, without ASP.NET's host, its container, its configuration and its logging: they would more than double what it adds to a start.
/// Whatever a client sends, a page reads nothing of it but method and path; bodies are refused. Any thread.
/// </remarks>
internal sealed class HttpDoor : IAsyncDisposable
{
    /// <summary>How long a stop waits for pages that are being sent.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly Socket _socket;
    private readonly TimeProvider _clock;
    private KestrelServer? _server;

    private HttpDoor(Socket socket, TimeProvider clock)
    {
        _socket = socket;
        _clock = clock;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Where it listens, with the port that was taken.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Takes the address.</summary>
    /// <param name="endPoint">Where; port 0 for any that is free.</param>
    /// <param name="clock">The time, for the close.</param>
    /// <exception cref="SocketException">The address is taken, or is not this machine's.</exception>
    public static HttpDoor Bind(IPEndPoint endPoint, TimeProvider clock)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            return new HttpDoor(socket, clock);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Serves from now on.</summary>
    /// <param name="connectionsMax">How many connections there may be; one more is closed at once.</param>
    /// <param name="pages">What is served.</param>
    /// <param name="logger">Told of pages that fail.</param>
    public Task OpenAsync(int connectionsMax, HttpPages pages, ILogger logger)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = connectionsMax;
        options.Limits.MaxRequestBodySize = 0;
        options.Listen(EndPoint, listen => listen.Protocols = HttpProtocols.Http1);
        var silent = NullLoggerFactory.Instance;
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions { CreateBoundListenSocket = _ => _socket }), silent);
        _server = new KestrelServer(Options.Create(options), transport, silent);
        return _server.StartAsync(new PageApplication(pages, logger), CancellationToken.None);
    }

    /// <summary>Lets nobody in any more; done when the address is free, and pages that were being sent are sent, or two seconds have passed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            using var limit = new CancellationTokenSource(CloseTimeout, _clock);
            await server.StopAsync(limit.Token);
            server.Dispose();
        }

        _socket.Dispose();
    }
}
