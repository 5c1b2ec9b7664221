using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>The log directories of one broker: each with a lock, an identity and a journal of its own, so that one that fails takes no other with it.</summary>
/// <remarks>Any thread. <b>Invariant:</b> no two have the same path or the same id.</remarks>
public sealed class LogDirectories : IDisposable
{
    private LogDirectories(IReadOnlyList<LogDirectory> all) => All = all;

    /// <summary>In the order of their paths in the configuration.</summary>
    public IReadOnlyList<LogDirectory> All { get; }

    /// <summary>Takes all directories, or none.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="paths">One path or more, without slashes at the end.</param>
    /// <param name="options">Whose they are to be.</param>
    /// <exception cref="DuplicateDirectoryException">Two have the same id: one is a copy of the other, or the same directory under another path.</exception>
    /// <exception cref="LogDiskException">As <see cref="LogDirectory.Open"/>; a path that is given twice is <see cref="LogDiskError.Locked"/>.</exception>
    /// <exception cref="DirectoryMismatchException">As <see cref="LogDirectory.Open"/>.</exception>
    /// <exception cref="DamagedIdentityException">As <see cref="LogDirectory.Open"/>.</exception>
    /// <exception cref="NewerFormatException">As <see cref="LogDirectory.Open"/>.</exception>
    public static LogDirectories Open(ILogDisk disk, IReadOnlyList<string> paths, LogDirectoryOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count);
        ThrowIfCopied(disk, paths);
        var opened = new List<LogDirectory>(paths.Count);
        try
        {
            foreach (var path in paths)
                opened.Add(LogDirectory.Open(disk, path, options));
            return new LogDirectories(opened);
        }
        catch
        {
            foreach (var directory in opened)
                directory.Dispose();
            throw;
        }
    }

    /// <summary>The directories that have a replica of this partition: none, one, or more where a move between directories was interrupted.</summary>
    public IReadOnlyList<LogDirectory> Find(PartitionId id) => [.. All.Where(directory => directory.Contains(id))];

    /// <summary>Stops all directories as <see cref="LogDirectory.Stop"/> does, each whatever becomes of the others.</summary>
    /// <returns>What each that failed has thrown; empty when all were stopped, clean or not.</returns>
    public IReadOnlyList<LogDiskException> Stop()
    {
        var failures = new List<LogDiskException>();
        foreach (var directory in All)
        {
            try
            {
                directory.Stop();
            }
            catch (LogDiskException failure)
            {
                failures.Add(failure);
            }
        }

        return failures;
    }

    /// <summary>Frees all directories and writes nothing.</summary>
    public void Dispose()
    {
        foreach (var directory in All)
            directory.Dispose();
    }

    /// <summary>Compares ids before any directory is taken: opening one already changes it.</summary>
    private static void ThrowIfCopied(ILogDisk disk, IReadOnlyList<string> paths)
    {
        var seen = new Dictionary<Guid, string>();
        foreach (var path in paths)
        {
            if (DirectoryIdentityFile.Load(disk, path) is not { } identity)
                continue;
            if (!seen.TryAdd(identity.Directory, path))
                throw new DuplicateDirectoryException(identity.Directory, seen[identity.Directory], path);
        }
    }
}
