using ActorBroker.Model;

namespace ActorBroker.Log.Flushing;

/// <summary>An offset that somebody waited for was cut from the log before it was durable.</summary>
public sealed class OffsetCutException : Exception
{
    /// <param name="id">The log.</param>
    /// <param name="upTo">The offset up to which the log was to be durable.</param>
    /// <param name="logEnd">Where the log ends now.</param>
    public OffsetCutException(PartitionId id, Offset upTo, Offset logEnd)
        : base($"The log {id} was cut to {logEnd} before all below {upTo} was durable.")
    {
        Id = id;
        UpTo = upTo;
        LogEnd = logEnd;
    }

    /// <summary>The log.</summary>
    public PartitionId Id { get; }

    /// <summary>The offset up to which the log was to be durable.</summary>
    public Offset UpTo { get; }

    /// <summary>Where the log ends now.</summary>
    public Offset LogEnd { get; }
}
