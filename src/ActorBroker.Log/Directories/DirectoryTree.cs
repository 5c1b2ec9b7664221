using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Directories;

/// <summary>Directories with all that is above or below them.</summary>
internal static class DirectoryTree
{
    /// <summary>Makes a directory and those above it; the names of all that are new are durable on return.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static void Make(ILogDisk disk, string path)
    {
        var made = new Stack<string>();
        for (var missing = path; missing.Length > 0 && !disk.DirectoryExists(missing); missing = Parent(missing))
            made.Push(missing);

        disk.CreateDirectory(path);
        foreach (var directory in made)
            disk.FlushDirectory(Parent(directory) is { Length: > 0 } parent ? parent : "/");
    }

    /// <summary>Removes a directory and all it holds. Not durable: what comes back after a crash is removed again.</summary>
    /// <exception cref="LogDiskException">The disk failed; a part may be gone.</exception>
    public static void Remove(ILogDisk disk, string path)
    {
        foreach (var entry in disk.List(path))
        {
            if (entry.IsDirectory)
                Remove(disk, $"{path}/{entry.Name}");
            else
                disk.Delete($"{path}/{entry.Name}");
        }

        disk.DeleteDirectory(path);
    }

    private static string Parent(string path) => path[..path.LastIndexOf('/')];
}
