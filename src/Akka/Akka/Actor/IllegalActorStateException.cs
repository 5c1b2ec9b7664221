namespace Akka.Actor;

/// <summary>An operation that the state of the actor forbids.</summary>
public class IllegalActorStateException : AkkaException
{
    public IllegalActorStateException(string? message)
        : base(message)
    {
    }
}
