namespace Akka.Dispatch;

/// <summary>What a message queue can be asked for by type.</summary>
public interface ISemantics;
