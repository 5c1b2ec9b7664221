using ActorBroker.Model;

namespace ActorBroker.Log;

/// <summary>
/// A write or flush of this log failed before, so that nobody knows what of it is on the disk: it takes no more changes until it was recovered. Reads go on.
/// </summary>
public sealed class LogFailedException : IOException
{
    /// <param name="id">The log.</param>
    /// <param name="cause">What failed first.</param>
    public LogFailedException(PartitionId id, Exception cause)
        : base($"The log {id} takes no more changes: {cause.Message}", cause) => Id = id;

    /// <summary>The log.</summary>
    public PartitionId Id { get; }

    /// <summary>Throws when something failed.</summary>
    /// <param name="id">The log.</param>
    /// <param name="failure">What failed first; null when nothing did.</param>
    internal static void ThrowIf(PartitionId id, Exception? failure)
    {
        if (failure is not null)
            throw new LogFailedException(id, failure);
    }
}
