using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Logs;

/// <summary>What a path on the command line names.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Paths">The paths to work on: itself, or a data directory's log directories.</param>
internal sealed record LogPlace(LogPlaceKind Kind, IReadOnlyList<string> Paths)
{
    /// <summary>Looks at it.</summary>
    /// <exception cref="UsageException">It is nothing of ours.</exception>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static LogPlace Of(ILogDisk disk, string argument)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(argument));
        if (disk.FileExists(path))
            return new(LogPlaceKind.File, [path]);
        if (!disk.DirectoryExists(path))
            throw new UsageException($"There is no file or directory '{argument}'.");
        if (IsReplica(disk, path))
            return new(LogPlaceKind.Replica, [path]);
        if (IsLogDirectory(disk, path))
            return new(LogPlaceKind.LogDirectories, [path]);

        string[] below = [.. disk.List(path).Where(entry => entry.IsDirectory).Select(entry => $"{path}/{entry.Name}").Where(inner => IsLogDirectory(disk, inner))];
        return below.Length > 0
            ? new(LogPlaceKind.LogDirectories, below)
            : throw new UsageException($"'{argument}' is no data directory: nothing in it is a broker's. The directory meant is the one of 'actorbroker start --data DIR'.");
    }

    /// <summary>The log directory, if it is in use by a broker: of several the first that is; null when none is.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public string? FindInUse(ILogDisk disk)
    {
        foreach (var path in Kind == LogPlaceKind.LogDirectories ? Paths : [.. Paths.Select(path => Path.GetDirectoryName(path) ?? path)])
        {
            if (!disk.FileExists($"{path}/{LogDirectory.LockName}"))
                continue;
            try
            {
                disk.Lock($"{path}/{LogDirectory.LockName}").Dispose();
            }
            catch (LogDiskException exception) when (exception.Error == LogDiskError.Locked)
            {
                return path;
            }
        }

        return null;
    }

    private static bool IsReplica(ILogDisk disk, string path) =>
        PartitionId.TryParse(Path.GetFileName(path), out _) || disk.List(path).Any(entry => SegmentFileName.TryParse(entry.Name, out _));

    private static bool IsLogDirectory(ILogDisk disk, string path) => disk.List(path).Any(entry =>
        entry.IsDirectory
            ? PartitionId.TryParse(entry.Name, out _)
            : entry.Name is DirectoryIdentityFile.Name or ReplicaCheckpointFile.Name or DirtyJournal.Name);
}
