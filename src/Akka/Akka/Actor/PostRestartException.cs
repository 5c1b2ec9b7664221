namespace Akka.Actor;

/// <summary>The new instance or its <c>PostRestart</c> threw: the actor could not be brought up again.</summary>
public class PostRestartException : ActorInitializationException
{
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause.GetType().Name})", cause) => OriginalCause = originalCause;

    /// <summary>Why the actor was restarted in the first place.</summary>
    public Exception OriginalCause { get; }
}
