namespace Akka.Actor;

/// <summary>A message that cannot be sent: null is none.</summary>
public class InvalidMessageException : AkkaException
{
    public InvalidMessageException()
    {
    }

    public InvalidMessageException(string? message)
        : base(message)
    {
    }
}
