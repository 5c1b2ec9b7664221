namespace Akka.Persistence;

/// <summary>Names a snapshot: whose it is, of which state, and when it was saved.</summary>
public sealed class SnapshotMetadata : IEquatable<SnapshotMetadata>
{
    internal static readonly DateTime NoTimestamp = DateTime.MinValue;

    /// <summary>A snapshot whose time is not known, or not yet.</summary>
    public SnapshotMetadata(string persistenceId, long sequenceNr)
        : this(persistenceId, sequenceNr, NoTimestamp)
    {
    }

    /// <summary>A snapshot.</summary>
    public SnapshotMetadata(string persistenceId, long sequenceNr, DateTime timestamp)
    {
        PersistenceId = persistenceId;
        SequenceNr = sequenceNr;
        Timestamp = timestamp;
    }

    /// <summary>Older before younger: by sequence number, then by time; different names by their characters.</summary>
    public static IComparer<SnapshotMetadata> Comparer { get; } = Comparer<SnapshotMetadata>.Create(Compare);

    /// <summary>Whose snapshot it is.</summary>
    public string PersistenceId { get; }

    /// <summary>The last event in the state that was saved.</summary>
    public long SequenceNr { get; }

    /// <summary>When it was saved, UTC; <see cref="DateTime.MinValue"/> if that is not known.</summary>
    public DateTime Timestamp { get; }

    /// <inheritdoc/>
    public bool Equals(SnapshotMetadata? other) =>
        other is not null && PersistenceId == other.PersistenceId && SequenceNr == other.SequenceNr && Timestamp == other.Timestamp;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SnapshotMetadata);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PersistenceId, SequenceNr, Timestamp);

    /// <inheritdoc/>
    public override string ToString() => $"SnapshotMetadata<{PersistenceId}, {SequenceNr}, {Timestamp:O}>";

    /// <summary>Whether a request that names this one means that one: without a time it means every snapshot of the sequence number.</summary>
    internal bool IsSameAs(SnapshotMetadata stored) =>
        stored.SequenceNr == SequenceNr && (Timestamp == NoTimestamp || stored.Timestamp == Timestamp);

    private static int Compare(SnapshotMetadata? x, SnapshotMetadata? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);

        var byName = string.CompareOrdinal(x.PersistenceId, y.PersistenceId);
        if (byName != 0)
            return byName;

        var bySequence = x.SequenceNr.CompareTo(y.SequenceNr);
        return bySequence != 0 ? bySequence : x.Timestamp.CompareTo(y.Timestamp);
    }
}
