namespace ActorBroker.Journal;

/// <summary>An event or snapshot that was stored cannot be given back: its bytes are damaged or gone, a newer build wrote it, or its serializer refuses it.</summary>
public sealed class UnreadableEntryException : Exception
{
    /// <param name="persistenceId">Whose it is.</param>
    /// <param name="sequenceNr">Its sequence number.</param>
    /// <param name="reason">What is wrong, as the end of a sentence.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public UnreadableEntryException(string persistenceId, long sequenceNr, string reason, Exception? cause = null)
        : base($"Entry {sequenceNr} of '{persistenceId}' cannot be read: {reason}", cause)
    {
        PersistenceId = persistenceId;
        SequenceNr = sequenceNr;
    }

    /// <summary>Whose it is.</summary>
    public string PersistenceId { get; }

    /// <summary>Its sequence number.</summary>
    public long SequenceNr { get; }
}
