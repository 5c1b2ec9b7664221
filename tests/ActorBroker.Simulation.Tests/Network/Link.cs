using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;

namespace ActorBroker.Simulation.Tests.Network;

/// <summary>A client's end of a connection: real request bytes, which arrive in order, in pieces, and after a while; or not at all.</summary>
internal sealed class Link : IDisposable
{
    private const int PieceBytesMax = 3_000;

    private static readonly TimeSpan LatencyMax = TimeSpan.FromMilliseconds(2);

    private readonly World _world;
    private readonly KafkaClient _protocol = new(new KafkaClientOptions());
    private readonly Dictionary<int, TaskCompletionSource<ClientReply?>> _waiting = [];
    private readonly TaskCompletionSource<bool> _ready = new();
    private readonly ServerConnection _server;
    private TimeSpan _lastArrivalThere;
    private TimeSpan _lastArrivalHere;

    private Link(World world, BrokerProcess broker)
    {
        _world = world;
        _server = broker.Accept(OnSent);
        Flush();
    }

    /// <summary>False once it is closed by either side, or cut.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Connects and learns the broker's versions.</summary>
    /// <returns>Null when nobody listens, or the connection breaks at once.</returns>
    public static async Task<Link?> ConnectAsync(World world, Machine machine)
    {
        await world.Delay(world.Some(LatencyMax));
        if (machine.Process is not { IsServing: true } broker)
            return null;

        var link = new Link(world, broker);
        return await link._ready.Task ? link : null;
    }

    /// <summary>The version in which requests of this API are sent, when the client has one up to <paramref name="versionMax"/>.</summary>
    public short VersionOf(ApiKey api, short versionMax) => Math.Min(_protocol.VersionOf(api) ?? versionMax, versionMax);

    /// <summary>Asks; null when the connection ended before the answer, or the time was over and the client closed it.</summary>
    public async Task<ClientReply?> AskAsync(IRequest request, short version, TimeSpan timeout)
    {
        if (!IsOpen)
            return null;

        var answered = new TaskCompletionSource<ClientReply?>();
        _waiting[_protocol.Send(request, version)] = answered;
        Flush();
        _world.After(timeout, () =>
        {
            if (!answered.Task.IsCompleted)
                Dispose();
        });
        return await answered.Task;
    }

    /// <summary>Says something that is not answered.</summary>
    public void Tell(IRequest request, short version)
    {
        if (!IsOpen)
            return;
        _protocol.Send(request, version);
        Flush();
    }

    /// <summary>Closes this end; what is on its way is lost here, and may still arrive there.</summary>
    public void Dispose()
    {
        if (!IsOpen)
            return;
        End();
        Arrive(ref _lastArrivalThere, _server.Close);
    }

    private void Flush()
    {
        var segments = new ReadOnlyMemory<byte>[1];
        while (_protocol.Output.CopySegmentsTo(segments) > 0)
        {
            var piece = segments[0][..Math.Min(segments[0].Length, _world.Random.Next(1, PieceBytesMax))].ToArray();
            _protocol.Output.Sent(piece.Length);
            Arrive(ref _lastArrivalThere, () => _server.Receive(piece));
        }
    }

    private void OnSent(byte[]? bytes) => Arrive(ref _lastArrivalHere, () =>
    {
        if (!IsOpen)
            return;
        if (bytes is null)
            End();
        else
            Receive(bytes);
    });

    private void Receive(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && IsOpen)
        {
            var room = _protocol.GetMemory().Span;
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            bytes = bytes[count..];
            _protocol.Received(count);
            TakeReplies();
        }
    }

    private void TakeReplies()
    {
        while (IsOpen && _protocol.TryTake(out var reply))
        {
            _waiting.Remove(reply.CorrelationId, out var asked);
            asked!.SetResult(reply);
        }

        if (_protocol.Fault is { } fault)
            _world.Fail(new Violation($"a client cannot read what the broker sent: {fault.Kind}, {fault.Detail}"));
        if (_protocol.IsReady)
            _ready.TrySetResult(true);
        Flush();
    }

    private void End()
    {
        IsOpen = false;
        _ready.TrySetResult(false);
        foreach (var waiting in _waiting.Values.ToArray())
            waiting.TrySetResult(null);
        _waiting.Clear();
        _protocol.Dispose();
    }

    private void Arrive(ref TimeSpan last, Action arrived)
    {
        var at = _world.Now + _world.Some(LatencyMax);
        last = at > last ? at : last;
        _world.After(last - _world.Now, arrived);
    }
}
