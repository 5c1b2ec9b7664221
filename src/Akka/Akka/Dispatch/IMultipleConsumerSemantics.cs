namespace Akka.Dispatch;

/// <summary>A queue that several threads may read.</summary>
public interface IMultipleConsumerSemantics : ISemantics;
