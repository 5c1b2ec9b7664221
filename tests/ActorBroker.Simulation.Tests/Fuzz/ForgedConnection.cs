using System.Buffers.Binary;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Network;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire;

namespace ActorBroker.Simulation.Tests.Fuzz;

/// <summary>
/// A client that sends any bytes, and checks all that comes back: every answer is one to the oldest request that has none, can be read whole, and the
/// broker closes for nothing but what it may close for.
/// </summary>
internal sealed class ForgedConnection
{
    private const int RequestBytesMax = 100 * 1024 * 1024;

    private readonly World _world;
    private readonly ApiProfile _profile;
    private readonly ServerConnection _server;
    private readonly List<byte> _sent = [];
    private readonly List<byte> _received = [];
    private readonly Queue<SentRequest> _waiting = new();
    private bool _hasBroken;
    private bool _hasLeft;

    public ForgedConnection(World world, BrokerProcess broker)
    {
        _world = world;
        _profile = broker.Profile;
        _server = broker.Accept(OnSent);
    }

    /// <summary>True once the broker has closed it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>How many answers came.</summary>
    public int AnswerCount { get; private set; }

    /// <summary>True when all that the broker has to do was done: it has answered everything, or closed.</summary>
    public bool IsSettled => IsClosed || (!_hasBroken && _waiting.All(request => !request.IsToBeAnswered));

    /// <summary>True when the answers that are missing wait for one that may take its time.</summary>
    public bool MayWait => _waiting.Any(request => request.MayWait);

    /// <summary>Sends bytes, in two parts.</summary>
    public void Send(byte[] bytes)
    {
        _sent.AddRange(bytes);
        TakeSent();
        var first = _world.Random.Next(bytes.Length + 1);
        _server.Receive(bytes.AsMemory(0, first));
        _server.Receive(bytes.AsMemory(first));
    }

    /// <summary>Closes the client's end.</summary>
    public void Close()
    {
        _hasLeft = true;
        _server.Close();
    }

    public override string ToString() => $"waits for {string.Join("; ", _waiting)}{(_hasBroken ? ", and for the end" : "")}";

    /// <summary>Splits what was sent into requests, as the broker has to.</summary>
    private void TakeSent()
    {
        while (!_hasBroken && _sent.Count >= sizeof(int))
        {
            var length = BinaryPrimitives.ReadInt32BigEndian([.. _sent.Take(sizeof(int))]);
            if (length is < 0 or > RequestBytesMax)
                _hasBroken = true;
            else if (_sent.Count < sizeof(int) + length)
                return;
            else
                Take(length);
        }
    }

    private void Take(int length)
    {
        var request = new SentRequest([.. _sent.Skip(sizeof(int)).Take(length)], _profile);
        _sent.RemoveRange(0, sizeof(int) + length);
        _waiting.Enqueue(request);
        _hasBroken = request.MayClose && !request.IsUnanswered;
    }

    private void OnSent(byte[]? bytes)
    {
        if (bytes is null)
        {
            IsClosed = true;
            if (!_hasLeft && !_hasBroken && !_waiting.Any(request => request.MayClose))
                _world.Fail(new Violation($"the broker closed a connection that {this}"));
            return;
        }

        _received.AddRange(bytes);
        while (_received.Count >= sizeof(int) && BinaryPrimitives.ReadInt32BigEndian([.. _received.Take(sizeof(int))]) is var length && _received.Count >= sizeof(int) + length)
        {
            Check([.. _received.Skip(sizeof(int)).Take(length)]);
            _received.RemoveRange(0, sizeof(int) + length);
        }
    }

    private void Check(byte[] answer)
    {
        AnswerCount++;
        while (_waiting.TryPeek(out var silent) && !silent.IsToBeAnswered)
            _waiting.Dequeue();
        if (!_waiting.TryDequeue(out var request))
            throw new Violation($"an answer of {answer.Length} bytes came that nobody waits for");
        if (BinaryPrimitives.ReadInt32BigEndian(answer) is var correlationId && correlationId != request.CorrelationId)
            throw new Violation($"the answer to {request} says {correlationId}");
        request.CheckAnswer(answer);
    }
}
