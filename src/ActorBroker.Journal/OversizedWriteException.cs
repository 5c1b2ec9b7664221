namespace ActorBroker.Journal;

/// <summary>The events of one atomic write, or a snapshot, take more bytes than <c>write-bytes-max</c> allows. Nothing of it was written.</summary>
public sealed class OversizedWriteException : Exception
{
    /// <param name="persistenceId">Whose write.</param>
    /// <param name="bytes">How many bytes it takes, or more.</param>
    /// <param name="bytesMax">How many it may.</param>
    public OversizedWriteException(string persistenceId, long bytes, long bytesMax)
        : base($"A write of '{persistenceId}' takes {bytes} bytes; write-bytes-max is {bytesMax}.")
    {
        PersistenceId = persistenceId;
        Bytes = bytes;
        BytesMax = bytesMax;
    }

    /// <summary>Whose write.</summary>
    public string PersistenceId { get; }

    /// <summary>How many bytes it takes, or more.</summary>
    public long Bytes { get; }

    /// <summary>How many it may.</summary>
    public long BytesMax { get; }
}
