using ActorBroker.Model;

namespace ActorBroker.Log;

/// <summary>A batch does not follow the log it was to be appended to; nothing was appended.</summary>
public sealed class UnexpectedBatchException : Exception
{
    /// <param name="id">The log.</param>
    /// <param name="problem">What is wrong with the batch, and what was expected.</param>
    public UnexpectedBatchException(PartitionId id, string problem)
        : base($"Cannot append to {id}: {problem}") => Id = id;

    /// <summary>The log.</summary>
    public PartitionId Id { get; }
}
