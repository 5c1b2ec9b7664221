using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>A queue that takes messages at its head as well, from its owner only.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics
{
    void EnqueueFirst(Envelope envelope);
}
