namespace Akka.Actor;

/// <summary>A thread was interrupted while its actor worked; the actor is restarted.</summary>
public class ActorInterruptedException(string? message = null, Exception? cause = null) : AkkaException(message, cause);
