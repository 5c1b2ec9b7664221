using Akka.Actor;

namespace Akka.Pattern;

/// <summary>An operation that the present state forbids.</summary>
public class IllegalStateException : AkkaException
{
    public IllegalStateException(string message)
        : base(message)
    {
    }

    public IllegalStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
