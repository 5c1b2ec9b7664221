namespace ActorBroker.Journal;

/// <summary>An actor wrote an event with a number that is not above its last one: two actors have the same persistence id. Nothing of the request was written.</summary>
public sealed class StaleSequenceNumberException : Exception
{
    /// <param name="persistenceId">Whose event.</param>
    /// <param name="sequenceNr">The event's number.</param>
    /// <param name="highest">The highest number in the journal.</param>
    public StaleSequenceNumberException(string persistenceId, long sequenceNr, long highest)
        : base($"Event {sequenceNr} of '{persistenceId}' follows {highest}: does another actor have the same persistence id?")
    {
        PersistenceId = persistenceId;
        SequenceNr = sequenceNr;
        Highest = highest;
    }

    /// <summary>Whose event.</summary>
    public string PersistenceId { get; }

    /// <summary>The event's number.</summary>
    public long SequenceNr { get; }

    /// <summary>The highest number in the journal.</summary>
    public long Highest { get; }
}
