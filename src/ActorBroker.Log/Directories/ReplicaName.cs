using System.Globalization;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>The names of replicas' directories in a log directory: the partition's id; when the replica was deleted, the id, a number and <c>-delete</c>.</summary>
internal static class ReplicaName
{
    private const string DeletedSuffix = "-delete";

    /// <summary>True for a deleted replica's directory, whose files are still to be removed.</summary>
    public static bool IsDeleted(string name) =>
        name.EndsWith(DeletedSuffix, StringComparison.Ordinal)
        && name.LastIndexOf('.') is var dot and > 0
        && PartitionId.TryParse(name[..dot], out _);

    /// <summary>A name for the directory of a replica that is being deleted, which no directory has.</summary>
    public static string ForDeleted(ILogDisk disk, string logDirectory, PartitionId id)
    {
        var number = 0;
        string name;
        do
            name = string.Create(CultureInfo.InvariantCulture, $"{id}.{number++}{DeletedSuffix}");
        while (disk.DirectoryExists($"{logDirectory}/{name}"));
        return name;
    }
}
