using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Support;

/// <summary>The real disk, with a folder of it as <c>/</c>, so that tests which name paths from the top can run there.</summary>
internal sealed class RootedDisk(string root) : ILogDisk
{
    private readonly FileLogDisk _disk = new();

    public ILogFile Open(string path, LogFileMode mode) => _disk.Open(root + path, mode);

    public bool FileExists(string path) => _disk.FileExists(root + path);

    public bool DirectoryExists(string path) => _disk.DirectoryExists(root + path);

    public IReadOnlyList<LogDiskEntry> List(string directory) => _disk.List(root + directory);

    public void CreateDirectory(string path) => _disk.CreateDirectory(root + path);

    public void Delete(string path) => _disk.Delete(root + path);

    public void DeleteDirectory(string path) => _disk.DeleteDirectory(root + path);

    public void Rename(string source, string target) => _disk.Rename(root + source, root + target);

    public void FlushDirectory(string path) => _disk.FlushDirectory(root + path);

    public IDisposable Lock(string path) => _disk.Lock(root + path);

    public LogDiskSpace? SpaceOf(string directory) => _disk.SpaceOf(root + directory);
}
