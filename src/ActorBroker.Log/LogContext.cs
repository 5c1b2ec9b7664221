using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log;

/// <summary>What all logs of one log directory share.</summary>
/// <param name="Files">The open files, and below them the disk.</param>
/// <param name="Journal">Takes note of logs that change.</param>
/// <param name="Path">The log directory.</param>
public sealed record LogContext(OpenFiles Files, IReplicaJournal Journal, string Path)
{
    /// <summary>The disk.</summary>
    public ILogDisk Disk => Files.Disk;

    /// <summary>The directory of one replica.</summary>
    public string DirectoryOf(PartitionId id) => $"{Path}/{id}";
}
