namespace Akka.Dispatch;

/// <summary>A queue without limit.</summary>
public interface IUnboundedMessageQueueSemantics : ISemantics;
