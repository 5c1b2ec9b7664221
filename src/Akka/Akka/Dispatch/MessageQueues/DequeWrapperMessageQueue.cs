using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>Lets the owner of another queue put messages before those that it holds.</summary>
public class DequeWrapperMessageQueue(IMessageQueue messageQueue) : IMessageQueue, IDequeBasedMessageQueueSemantics
{
    protected readonly IMessageQueue MessageQueue = messageQueue;

    // Only the actor puts messages here (unstashing) and only its mailbox takes them: one thread at a time.
    private Stack<Envelope>? _prepended;

    public bool HasMessages => _prepended is { Count: > 0 } || MessageQueue.HasMessages;

    public int Count => (_prepended?.Count ?? 0) + MessageQueue.Count;

    public void Enqueue(IActorRef receiver, Envelope envelope) => MessageQueue.Enqueue(receiver, envelope);

    public void EnqueueFirst(Envelope envelope) => (_prepended ??= []).Push(envelope);

    public bool TryDequeue(out Envelope envelope) =>
        (_prepended is not null && _prepended.TryPop(out envelope)) || MessageQueue.TryDequeue(out envelope);

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (_prepended is not null && _prepended.TryPop(out var envelope))
            deadletters.Enqueue(owner, envelope);
        MessageQueue.CleanUp(owner, deadletters);
    }
}
