using Akka.Event;

namespace Akka.Persistence;

/// <summary>Events could not be read.</summary>
public sealed class ReplayMessagesFailure(Exception cause) : IJournalResponse, IDeadLetterSuppression
{
    /// <summary>Why.</summary>
    public Exception Cause { get; } = cause;
}
