namespace ActorBroker.Log.Directories;

/// <summary>A checkpoint file's content: the replicas in rising order of topic ids and partitions, and the file's checksum, by which a <see cref="CleanMark"/> names it.</summary>
public sealed record LoadedCheckpoint(IReadOnlyList<ReplicaState> Replicas, uint Checksum)
{
    /// <summary>No replica.</summary>
    public static readonly LoadedCheckpoint Empty = new([], 0);
}
