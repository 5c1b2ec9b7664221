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
}
