using Akka.Event;

namespace Akka.Persistence;

/// <summary>An event from the journal.</summary>
public sealed class ReplayedMessage(IPersistentRepresentation persistent) : IJournalResponse, IDeadLetterSuppression
{
    /// <summary>The event.</summary>
    public IPersistentRepresentation Persistent { get; } = persistent;
}
