namespace Akka.Actor;

/// <summary>No actor answered at a selection in time.</summary>
public class ActorNotFoundException : AkkaException
{
    public ActorNotFoundException()
    {
    }

    public ActorNotFoundException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
