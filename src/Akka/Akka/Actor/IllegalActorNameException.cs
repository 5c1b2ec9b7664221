namespace Akka.Actor;

/// <summary>A name that cannot stand in a path.</summary>
public class IllegalActorNameException(string? message) : AkkaException(message);
