namespace Akka.Actor;

/// <summary><c>PreRestart</c> threw: the actor could not be taken down for its restart.</summary>
public class PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
    : ActorInitializationException(actor, $"Exception in PreRestart({cause.GetType().Name}, {optionalMessage?.GetType().Name ?? "null"})", restartException)
{
    /// <summary>What <c>PreRestart</c> threw.</summary>
    public Exception RestartException { get; } = restartException;

    /// <summary>The message in hand when the actor failed; null when there was none.</summary>
    public object? OptionalMessage { get; } = optionalMessage;
}
