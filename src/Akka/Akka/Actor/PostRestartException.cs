namespace Akka.Actor;

/// <summary>The new instance or its <c>PostRestart</c> threw: the actor could not be brought up again.</summary>
public class PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
    : ActorInitializationException(actor, $"Exception post restart ({originalCause.GetType().Name})", cause)
{
    /// <summary>Why the actor was restarted in the first place.</summary>
    public Exception OriginalCause { get; } = originalCause;
}
