namespace Akka.Actor;

/// <summary>The name is empty, holds what a path may not hold, or is taken.</summary>
public class InvalidActorNameException : AkkaException
{
    public InvalidActorNameException(string? message)
        : base(message)
    {
    }

    public InvalidActorNameException(string? message, Exception innerException)
        : base(message, innerException)
    {
    }
}
