namespace Akka.Dispatch;

/// <summary>A queue with a limit that takes messages at its head as well.</summary>
public interface IBoundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IBoundedMessageQueueSemantics;
