using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>Gives the message of the lowest number first; among equals, the one that came first.</summary>
public class UnboundedPriorityMessageQueue : BlockingMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private readonly Func<object, int> _priorityGenerator;
    private readonly PriorityQueue<Envelope, (int Priority, long Arrival)> _queue;
    private readonly Stack<Envelope> _prepended = new();
    private long _arrivals;

    public UnboundedPriorityMessageQueue(Func<object, int> priorityGenerator, int initialCapacity)
    {
        _priorityGenerator = priorityGenerator;
        _queue = new PriorityQueue<Envelope, (int, long)>(initialCapacity);
    }

    protected override int LockedCount => _prepended.Count + _queue.Count;

    /// <summary>Unstashed messages go before all others, whatever their priority.</summary>
    public void EnqueueFirst(Envelope envelope) => _prepended.Push(envelope);

    protected override void LockedEnqueue(Envelope envelope) =>
        _queue.Enqueue(envelope, (_priorityGenerator(envelope.Message), _arrivals++));

    protected override bool LockedTryDequeue(out Envelope envelope) =>
        _prepended.TryPop(out envelope) || _queue.TryDequeue(out envelope, out _);
}
