namespace Akka.Actor;

/// <summary>The stash is full.</summary>
public class StashOverflowException(string? message, Exception? cause = null) : AkkaException(message, cause);
