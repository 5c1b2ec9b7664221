namespace ActorBroker.Log.Disk;

/// <summary>
/// The only way to a disk. All calls are synchronous and any of them may fail with <see cref="LogDiskException"/>;
/// a failed write may have written any part of its bytes.
/// Paths are absolute, with <c>/</c> between names; one disk serves any number of log directories.
/// </summary>
/// <remarks>
/// Threading: any thread may call; calls on the same file that overlap in their bytes are the caller's to order.
/// Durability: nothing is durable before <see cref="ILogFile.Flush"/> (bytes and length of one file) or
/// <see cref="FlushDirectory"/> (which names a directory holds) returned.
/// </remarks>
public interface ILogDisk
{
    /// <summary>Opens a file to read and write.</summary>
    /// <exception cref="LogDiskException">Not found or already there, against <paramref name="mode"/>; or the disk failed.</exception>
    ILogFile Open(string path, LogFileMode mode);

    /// <summary>True when a file of this path exists.</summary>
    bool FileExists(string path);

    /// <summary>True when a directory of this path exists.</summary>
    bool DirectoryExists(string path);

    /// <summary>The names of a directory's entries, with kind and length, in ordinal order of their names.</summary>
    IReadOnlyList<LogDiskEntry> List(string directory);

    /// <summary>Creates a directory and those above it; nothing happens when it exists.</summary>
    void CreateDirectory(string path);

    /// <summary>Removes a file's name; who has it open reads on. Nothing happens when it does not exist.</summary>
    void Delete(string path);

    /// <summary>Removes an empty directory; nothing happens when it does not exist.</summary>
    void DeleteDirectory(string path);

    /// <summary>Gives a file or directory another name, replacing a file of that name at once.</summary>
    void Rename(string source, string target);

    /// <summary>Makes durable which names this directory holds (not the bytes of its files).</summary>
    void FlushDirectory(string path);

    /// <summary>Takes the exclusive lock that this file stands for, until the result is disposed or the process ends.</summary>
    /// <exception cref="LogDiskException">Another process or holder has it (<see cref="LogDiskError.Locked"/>).</exception>
    IDisposable Lock(string path);

    /// <summary>The room of the file system that a directory lies in; null where there is no telling.</summary>
    LogDiskSpace? SpaceOf(string directory);
}
