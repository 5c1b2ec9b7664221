namespace ActorBroker.Log.Disk;

/// <summary>
/// The calls of a <see cref="MemoryDisk"/> that change names, with what they refuse, each from one state to the next. They answer as
/// Linux does.
/// </summary>
internal static class MemoryNaming
{
    public static MemoryDiskState Open(MemoryDiskState state, string path, LogFileMode mode, out MemoryEntry entry)
    {
        if (state.Find(path) is { } found)
        {
            if (mode == LogFileMode.New)
                throw Refusal("open", path, LogDiskError.Exists, "It exists already.");
            if (found.IsDirectory)
                throw Refusal("open", path, LogDiskError.Denied, "It is a directory.");
            entry = found;
            return state;
        }

        if (mode == LogFileMode.Existing || state.Locate(path) is not { } name)
            throw NotFound("open", path);
        return state.WithNew(name, isDirectory: false, out entry);
    }

    public static MemoryDiskState CreateDirectory(MemoryDiskState state, string path)
    {
        for (var end = 0; end < path.Length;)
        {
            var slash = path.IndexOf('/', end + 1);
            end = slash < 0 ? path.Length : slash;
            var above = path[..end];
            if (state.Find(above) is not { } entry)
                state = state.WithNew(state.Locate(above)!.Value, isDirectory: true, out entry);
            if (!entry.IsDirectory)
                throw Refusal("create directory", path, LogDiskError.Exists, $"'{above}' is a file.");
        }

        return state;
    }

    public static MemoryDiskState Delete(MemoryDiskState state, string path)
    {
        if (state.Find(path) is not { } entry)
            return state;
        if (entry.IsDirectory)
            throw Refusal("delete", path, LogDiskError.Denied, "It is a directory.");
        return state.WithNames(state.Names.With(state.Locate(path), added: null, entry));
    }

    public static MemoryDiskState DeleteDirectory(MemoryDiskState state, string path)
    {
        if (state.Find(path) is not { } entry)
            return state;
        if (!entry.IsDirectory || entry.Id == MemoryTree.Root)
            throw Refusal("delete directory", path, LogDiskError.Failed, "It is not a directory that can be deleted.");
        if (!state.Names.Cached.Entries(entry.Id).IsEmpty)
            throw NotEmpty("delete directory", path);
        return state.WithNames(state.Names.With(state.Locate(path), added: null, entry));
    }

    public static MemoryDiskState Rename(MemoryDiskState state, string source, string target)
    {
        if (state.Find(source) is not { } entry || state.Locate(source) is not { } removed || state.Locate(target) is not { } added)
            throw NotFound("rename", source);
        if (removed == added)
            return state;
        if (entry.IsDirectory && target.StartsWith(source.TrimEnd('/') + '/', StringComparison.Ordinal))
            throw Refusal("rename", source, LogDiskError.Failed, "A directory cannot go below itself.");
        if (state.Names.Cached.Find(added) is { } replaced)
        {
            if (replaced.IsDirectory != entry.IsDirectory)
                throw Refusal("rename", source, LogDiskError.Failed, $"'{target}' is of the other kind.");
            if (replaced.IsDirectory && !state.Names.Cached.Entries(replaced.Id).IsEmpty)
                throw NotEmpty("rename", source);
        }

        return state.WithNames(state.Names.With(removed, added, entry));
    }

    /// <summary>The number of the directory at this path.</summary>
    public static long FindDirectory(MemoryDiskState state, string path, string operation) =>
        state.Find(path) is { IsDirectory: true } entry ? entry.Id : throw NotFound(operation, path);

    private static LogDiskException NotFound(string operation, string path) =>
        Refusal(operation, path, LogDiskError.NotFound, "No such file or directory.");

    private static LogDiskException NotEmpty(string operation, string path) =>
        Refusal(operation, path, LogDiskError.Exists, "The directory is not empty.");

    private static LogDiskException Refusal(string operation, string path, LogDiskError error, string reason) =>
        new(operation, path, error, reason);
}
