namespace Akka.Persistence;

/// <summary>Asks a snapshot store to save a snapshot.</summary>
public sealed class SaveSnapshot(SnapshotMetadata metadata, object snapshot) : ISnapshotRequest
{
    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; } = metadata;

    /// <summary>What to save.</summary>
    public object Snapshot { get; } = snapshot;
}
