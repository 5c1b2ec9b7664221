using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Simulation;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// A queue with a limit. A sender that finds it full waits for room, at most <see cref="PushTimeOut"/>;
/// after that its message goes to dead letters. On a simulated thread nobody waits: the only thread would wait for itself.
/// </summary>
public class BoundedMessageQueue : IMessageQueue, IBoundedMessageQueueSemantics
{
    private readonly Lock _lock = new();
    private readonly Queue<Envelope> _queue = new();
    private readonly SemaphoreSlim _room;
    private IMessageQueue? _closedTo;

    public BoundedMessageQueue(Config config)
        : this(config.GetInt("mailbox-capacity"), config.GetTimeSpan("mailbox-push-timeout-time"))
    {
    }

    /// <exception cref="ArgumentException">The capacity is below 1.</exception>
    public BoundedMessageQueue(int boundedCapacity, TimeSpan pushTimeOut)
    {
        if (boundedCapacity < 1)
            throw new ArgumentException($"The capacity of a bounded mailbox must be positive, got {boundedCapacity}", nameof(boundedCapacity));
        _room = new SemaphoreSlim(boundedCapacity, boundedCapacity);
        PushTimeOut = pushTimeOut;
    }

    public TimeSpan PushTimeOut { get; set; }

    public bool HasMessages => Count > 0;

    public int Count
    {
        get
        {
            lock (_lock)
                return _queue.Count;
        }
    }

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        if (!_room.Wait(0) && !WaitForRoom())
        {
            var provider = ((IInternalActorRef)receiver).Provider;
            provider.DeadLetters.Tell(new DeadLetter(envelope.Message, envelope.Sender ?? provider.DeadLetters, receiver), envelope.Sender);
            return;
        }

        IMessageQueue? closedTo;
        lock (_lock)
        {
            closedTo = _closedTo;
            if (closedTo is null)
                _queue.Enqueue(envelope);
        }

        if (closedTo is null)
            return;
        _room.Release();
        closedTo.Enqueue(receiver, envelope);
    }

    public bool TryDequeue(out Envelope envelope)
    {
        lock (_lock)
        {
            if (!_queue.TryDequeue(out envelope))
                return false;
        }

        _room.Release();
        return true;
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        lock (_lock)
            _closedTo = deadletters;
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }

    private bool WaitForRoom() =>
        SimulatedRun.OfThisThread is null
        && (PushTimeOut < TimeSpan.Zero ? _room.Wait(Timeout.InfiniteTimeSpan) : PushTimeOut > TimeSpan.Zero && _room.Wait(PushTimeOut));
}
