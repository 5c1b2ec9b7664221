using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>The base of queues whose order needs a lock around every operation.</summary>
public abstract class BlockingMessageQueue : IMessageQueue, IBlockingMessageQueueSemantics
{
    private readonly Lock _lock = new();
    private IMessageQueue? _closedTo;

    /// <summary>Longest wait for the lock; the lock is held for one operation only, so that it is never reached in practice.</summary>
    public TimeSpan BlockTimeOut { get; set; } = TimeSpan.FromSeconds(1);

    public bool HasMessages => Count > 0;

    public int Count
    {
        get
        {
            lock (_lock)
                return LockedCount;
        }
    }

    protected abstract int LockedCount { get; }

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        IMessageQueue? closedTo;
        lock (_lock)
        {
            closedTo = _closedTo;
            if (closedTo is null)
                LockedEnqueue(envelope);
        }

        closedTo?.Enqueue(receiver, envelope);
    }

    public bool TryDequeue(out Envelope envelope)
    {
        lock (_lock)
            return LockedTryDequeue(out envelope);
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        lock (_lock)
            _closedTo = deadletters;
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }

    protected abstract void LockedEnqueue(Envelope envelope);

    protected abstract bool LockedTryDequeue(out Envelope envelope);
}
