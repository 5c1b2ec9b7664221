namespace Akka.Dispatch.MessageQueues;

/// <summary>A queue with a limit for actors with a stash. Unstashed messages come back whatever the limit.</summary>
public class BoundedDequeMessageQueue(int boundedCapacity, TimeSpan pushTimeOut)
    : DequeWrapperMessageQueue(new BoundedMessageQueue(boundedCapacity, pushTimeOut)), IBoundedDequeBasedMessageQueueSemantics
{
    public TimeSpan PushTimeOut { get; } = pushTimeOut;
}
