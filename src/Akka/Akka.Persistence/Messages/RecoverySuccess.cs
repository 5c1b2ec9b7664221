using Akka.Event;

namespace Akka.Persistence;

/// <summary>All events that were asked for have been sent.</summary>
public sealed class RecoverySuccess(long highestSequenceNr) : IJournalResponse, IDeadLetterSuppression
{
    /// <summary>Of the last event ever written; events may have been deleted since.</summary>
    public long HighestSequenceNr { get; } = highestSequenceNr;
}
