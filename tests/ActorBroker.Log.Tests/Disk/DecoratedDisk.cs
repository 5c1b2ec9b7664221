using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>A disk that passes all calls on; heirs change some, to plant a mistake or to watch.</summary>
public abstract class DecoratedDisk(ILogDisk inner) : ILogDisk
{
    /// <inheritdoc />
    public virtual ILogFile Open(string path, LogFileMode mode) => inner.Open(path, mode);

    /// <inheritdoc />
    public virtual bool FileExists(string path) => inner.FileExists(path);

    /// <inheritdoc />
    public virtual bool DirectoryExists(string path) => inner.DirectoryExists(path);

    /// <inheritdoc />
    public virtual IReadOnlyList<LogDiskEntry> List(string directory) => inner.List(directory);

    /// <inheritdoc />
    public virtual void CreateDirectory(string path) => inner.CreateDirectory(path);

    /// <inheritdoc />
    public virtual void Delete(string path) => inner.Delete(path);

    /// <inheritdoc />
    public virtual void DeleteDirectory(string path) => inner.DeleteDirectory(path);

    /// <inheritdoc />
    public virtual void Rename(string source, string target) => inner.Rename(source, target);

    /// <inheritdoc />
    public virtual void FlushDirectory(string path) => inner.FlushDirectory(path);

    /// <inheritdoc />
    public virtual IDisposable Lock(string path) => inner.Lock(path);

    /// <inheritdoc />
    public virtual LogDiskSpace? SpaceOf(string directory) => inner.SpaceOf(directory);
}
