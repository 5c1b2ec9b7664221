using System.Net;
using System.Net.Sockets;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;

namespace ActorBroker.Listener.Tests.Support;

/// <summary>A client over a real socket that asks one thing after the other.</summary>
internal sealed class WireClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 120_000 };
    private readonly KafkaClient _client = new(new KafkaClientOptions());

    public WireClient(IPEndPoint endPoint)
    {
        _socket.Connect(endPoint);
        while (!_client.IsReady)
            Exchange(out _);
    }

    public KafkaClient Protocol => _client;

    public Socket Socket => _socket;

    /// <summary>Asks in the highest version that both know, or in <paramref name="version"/>, and waits for the answer.</summary>
    public TResponse Ask<TResponse>(IRequest request, short? version = null)
        where TResponse : class, IResponse
    {
        _ = version is { } chosen ? _client.Send(request, chosen) : _client.Send(request);
        return Next<TResponse>();
    }

    /// <summary>Waits for the answer to the oldest request that has none.</summary>
    public TResponse Next<TResponse>()
        where TResponse : class, IResponse
    {
        ClientReply? reply;
        while (!Exchange(out reply))
        {
        }

        return Assert.IsType<TResponse>(reply!.Response, exactMatch: false);
    }

    /// <summary>Sends without waiting.</summary>
    public void Tell(IRequest request, short? version = null)
    {
        _ = version is { } chosen ? _client.Send(request, chosen) : _client.Send(request);
        Flush();
    }

    /// <summary>True when the broker has closed the connection; bytes that come before are dropped.</summary>
    public bool IsClosedByBroker()
    {
        var buffer = new byte[1_000];
        try
        {
            while (_socket.Receive(buffer) > 0)
            {
            }

            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _client.Dispose();
    }

    private bool Exchange(out ClientReply? reply)
    {
        if (_client.TryTake(out var taken))
        {
            reply = taken;
            return true;
        }

        Flush();
        var count = _socket.Receive(_client.GetMemory().Span);
        Assert.True(count > 0, $"the broker closed the connection; {_client.Fault}");
        _client.Received(count);
        var isTaken = _client.TryTake(out taken);
        reply = taken;
        return isTaken;
    }

    private void Flush()
    {
        var segments = new ReadOnlyMemory<byte>[16];
        for (var count = _client.Output.CopySegmentsTo(segments); count > 0; count = _client.Output.CopySegmentsTo(segments))
        {
            for (var index = 0; index < count; index++)
                _client.Output.Sent(_socket.Send(segments[index].Span));
        }
    }
}
