using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Handlers;
using ActorBroker.Listener.Sessions;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Connections;
using Akka.Dispatch;
using Akka.Simulation;

namespace ActorBroker.Simulation.Tests.Network;

/// <summary>The broker's end of a connection: what the listener's sockets do for a session, done by the run, when the seed says.</summary>
internal sealed class ServerConnection
{
    private const int SegmentsAtOnce = 16;

    private readonly World _world;
    private readonly SimulatedRun _run;
    private readonly ClientSession _session;
    private readonly Queue<ReadOnlyMemory<byte>> _received = new();
    private readonly ReadOnlyMemory<byte>[] _segments = new ReadOnlyMemory<byte>[SegmentsAtOnce];
    private bool _isAwake;
    private bool _isClosed;
    private bool _isCut;
    private bool _isFrozen;

    public ServerConnection(World world, SimulatedRun run, BrokerDoors doors, HandlerTable handlers)
    {
        _world = world;
        _run = run;
        var connection = new KafkaConnection(new KafkaConnectionOptions(), handlers.Profile, doors.Clock.GetElapsedTime(0));
        var client = new ClientIdentity(ClientIdentity.Anonymous, "PLAINTEXT", "127.0.0.1");
        _session = new ClientSession(connection, handlers, doors, client, Wake, (api, failure) =>
            world.Fail(new Violation($"a {api} request could not be answered: {failure}")));
    }

    /// <summary>Takes what the broker sends; told when it closes by null.</summary>
    public required Action<byte[]?> Sent { get; init; }

    /// <summary>Bytes of the client arrive.</summary>
    public void Receive(ReadOnlyMemory<byte> bytes)
    {
        if (_isCut)
            return;
        _received.Enqueue(bytes);
        Wake();
    }

    /// <summary>The client's end was closed.</summary>
    public void Close()
    {
        if (!_isCut)
            _run.Enqueue(new ActionRunnable(End));
    }

    /// <summary>The broker's machine lost its power a moment ago: what its program still does reaches nobody.</summary>
    public void Freeze() => _isFrozen = true;

    public void Drain() => _session.Drain();

    /// <summary>The broker is gone: nothing more comes or goes.</summary>
    public void Cut()
    {
        if (_isCut)
            return;
        _isCut = true;
        Sent(null);
    }

    private void Wake()
    {
        if (_isAwake || _isClosed)
            return;
        _isAwake = true;
        _run.Enqueue(new ActionRunnable(Work));
    }

    private void Work()
    {
        _isAwake = false;
        if (_isClosed)
            return;

        _session.Process();
        while (_session.WantsBytes && _received.TryPeek(out var bytes))
        {
            Take(bytes);
            _session.Process();
        }

        Send();
        if (_session.IsOver)
            End();
    }

    private void Take(ReadOnlyMemory<byte> bytes)
    {
        _received.Dequeue();
        var room = _session.GetMemory();
        var count = Math.Min(room.Length, bytes.Length);
        bytes[..count].CopyTo(room);
        _session.Received(count);
        if (count == bytes.Length)
            return;

        var rest = _received.ToArray();
        _received.Clear();
        _received.Enqueue(bytes[count..]);
        foreach (var later in rest)
            _received.Enqueue(later);
    }

    private void Send()
    {
        for (var count = _session.CopySegmentsTo(_segments); count > 0; count = _session.CopySegmentsTo(_segments))
        {
            for (var index = 0; index < count; index++)
            {
                var bytes = _segments[index].ToArray();
                _session.Sent(bytes.Length);
                if (!_isFrozen)
                    Sent(bytes);
            }
        }
    }

    private void End()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        if (_session.Fault is { } fault)
            _world.Note("broker", $"closes a connection: {fault.Kind}, {fault.Detail}");
        _session.Close();
        Cut();
    }
}
