namespace Akka.Persistence;

/// <summary>Events were deleted. Sent to the actor whose they were.</summary>
public sealed class DeleteMessagesSuccess(long toSequenceNr) : IEquatable<DeleteMessagesSuccess>
{
    /// <summary>Up to which, inclusive.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;

    /// <inheritdoc/>
    public bool Equals(DeleteMessagesSuccess? other) => other is not null && ToSequenceNr == other.ToSequenceNr;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DeleteMessagesSuccess);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ToSequenceNr);

    /// <inheritdoc/>
    public override string ToString() => $"DeleteMessagesSuccess<{ToSequenceNr}>";
}
