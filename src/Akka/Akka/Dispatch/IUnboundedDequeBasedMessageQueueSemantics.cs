namespace Akka.Dispatch;

/// <summary>A queue without limit that takes messages at its head as well.</summary>
public interface IUnboundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics;
