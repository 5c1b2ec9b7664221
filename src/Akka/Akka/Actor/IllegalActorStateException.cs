namespace Akka.Actor;

/// <summary>An operation that the state of the actor forbids.</summary>
public class IllegalActorStateException(string? message) : AkkaException(message);
