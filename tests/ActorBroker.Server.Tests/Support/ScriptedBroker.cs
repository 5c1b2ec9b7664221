using System.Net;
using System.Net.Sockets;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Tests.Support;

/// <summary>A broker that answers what the test says, over real sockets; of itself it tells its versions and, unless the test does, that it is the whole cluster.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<IRequest, IResponse?> _answer;
    private readonly Lock _gate = new();
    private readonly List<ApiKey> _asked = [];

    /// <param name="answer">Gives the answer to a request, or null for none, ever.</param>
    public ScriptedBroker(Func<IRequest, IResponse?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>What it was asked so far, but for versions.</summary>
    public ApiKey[] Asked
    {
        get
        {
            lock (_gate)
                return [.. _asked];
        }
    }

    /// <summary>Metadata of one broker, which is this one.</summary>
    public MetadataResponse Metadata()
    {
        var metadata = new MetadataResponse { ClusterId = "scripted", ControllerId = new(1) };
        metadata.Brokers.Add(new MetadataResponse.MetadataResponseBroker { NodeId = new(1), Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port });
        return metadata;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var closing = socket;
        using var connection = new KafkaConnection(new KafkaConnectionOptions(), ApiProfile.Default, TimeSpan.Zero);
        while (connection.Fault is null && await socket.ReceiveAsync(connection.GetMemory()) is > 0 and var count)
        {
            connection.Received(count);
            while (connection.TryTake(TimeSpan.Zero, out var request))
                Answer(connection, request);
            var segments = new ReadOnlyMemory<byte>[1];
            while (connection.Output.CopySegmentsTo(segments) > 0)
                connection.Output.Sent(await socket.SendAsync(segments[0]));
        }
    }

    private void Answer(KafkaConnection connection, ReceivedRequest request)
    {
        if (request.Body is ApiVersionsRequest)
        {
            var versions = new ApiVersionsResponse();
            ApiProfile.Default.WriteTo(versions);
            connection.Respond(request, versions, TimeSpan.Zero);
            return;
        }

        lock (_gate)
            _asked.Add(request.Body.ApiKey);
        if (_answer(request.Body) is { } answer)
            connection.Respond(request, answer, TimeSpan.Zero);
    }
}
