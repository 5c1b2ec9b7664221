namespace Akka.Actor;

/// <summary>A message that the cell itself handles, whatever the behaviour.</summary>
public interface IAutoReceivedMessage;
