using System.Collections.Immutable;
using Akka.Actor;
using Akka.Util;

namespace Akka.Persistence;

/// <summary>
/// The events of one incarnation that are on their way to the journal, and the handlers that wait for them. One request is
/// with the journal at a time; what comes meanwhile is gathered for the next.
/// </summary>
/// <remarks>
/// Owned by the actor. <b>Invariants:</b> handlers run in the order in which their events were given; events get sequence
/// numbers without gaps.
/// </remarks>
internal sealed class PendingWrites(string persistenceId, IActorRef journal, IActorRef self, int instanceId, int requestSizeMax)
{
    private readonly string _writerGuid = NewWriterGuid();
    private readonly Queue<IPendingHandlerInvocation> _handlers = new();
    private readonly Queue<IPersistentEnvelope> _batch = new();
    private bool _isWriting;

    /// <summary>Whether no handler waits.</summary>
    public bool IsEmpty => _handlers.Count == 0;

    /// <summary>How many handlers wait that hold back commands.</summary>
    public int StashingCount { get; private set; }

    /// <summary>The sequence number given last.</summary>
    public long LastSequenceNr { get; set; }

    /// <summary>The handler of the event that was written first.</summary>
    public IPendingHandlerInvocation Next => _handlers.Peek();

    /// <summary>Adds an event to write.</summary>
    public void Add(IPendingHandlerInvocation handler, IActorRef? sender) => _batch.Enqueue(new AtomicWrite(Await(handler, sender)));

    /// <summary>Adds events to write together.</summary>
    public void AddAll(IEnumerable<IPendingHandlerInvocation> handlers, IActorRef? sender)
    {
        var events = ImmutableArray.CreateRange<IPersistentRepresentation>(handlers.Select(handler => Await(handler, sender)));
        if (events.Length > 0)
            _batch.Enqueue(new AtomicWrite(events));
    }

    /// <summary>Adds an event that only waits for its turn.</summary>
    public void Defer(AsyncHandlerInvocation handler, IActorRef? sender)
    {
        _handlers.Enqueue(handler);
        _batch.Enqueue(new NonPersistentMessage(handler.Event, sender));
    }

    /// <summary>Forgets the first handler, which has run or never will.</summary>
    public void Remove()
    {
        if (_handlers.Dequeue() is StashingHandlerInvocation)
            StashingCount--;
    }

    /// <summary>Gives the journal what was gathered, unless it is still busy with the last request.</summary>
    public void Flush()
    {
        if (_isWriting || _batch.Count == 0)
            return;

        var request = new IPersistentEnvelope[Math.Min(_batch.Count, requestSizeMax)];
        for (var i = 0; i < request.Length; i++)
            request[i] = _batch.Dequeue();
        _isWriting = true;
        journal.Tell(new WriteMessages(request, self, instanceId), self);
    }

    /// <summary>The journal has done with the last request.</summary>
    public void RequestEnded()
    {
        _isWriting = false;
        Flush();
    }

    private static string NewWriterGuid()
    {
        var bytes = new byte[16];
        ThreadLocalRandom.Current.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private Persistent Await(IPendingHandlerInvocation handler, IActorRef? sender)
    {
        _handlers.Enqueue(handler);
        if (handler is StashingHandlerInvocation)
            StashingCount++;
        return new Persistent(handler.Event, ++LastSequenceNr, persistenceId, sender: sender, writerGuid: _writerGuid);
    }
}
