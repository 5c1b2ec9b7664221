namespace Akka.Persistence;

/// <summary>The answer to <see cref="LoadSnapshot"/>.</summary>
public sealed class LoadSnapshotResult(SelectedSnapshot? snapshot, long toSequenceNr) : ISnapshotResponse
{
    /// <summary>Null if none fits.</summary>
    public SelectedSnapshot? Snapshot { get; } = snapshot;

    /// <summary>As in the request.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;
}
