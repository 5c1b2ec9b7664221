using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A snapshot, or the next event, did not come within <c>recovery-event-timeout</c>.</summary>
public sealed class RecoveryTimedOutException : AkkaException
{
    /// <summary>Without words.</summary>
    public RecoveryTimedOutException()
    {
    }

    /// <summary>Says what did not come, and within which time.</summary>
    public RecoveryTimedOutException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
