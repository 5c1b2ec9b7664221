namespace Akka.Dispatch;

/// <summary>A queue with a limit.</summary>
public interface IBoundedMessageQueueSemantics : ISemantics
{
    /// <summary>How long a sender waits for room; negative: for ever; zero: not at all.</summary>
    TimeSpan PushTimeOut { get; }
}
