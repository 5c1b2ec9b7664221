using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>A disk whose caller forgot some of the flushes: planted mistakes that the crash runs must find.</summary>
internal sealed class SpoiledDisk(ILogDisk disk, Predicate<string> forgetsFlushOf, bool forgetsDirectories) : ILogDisk
{
    public ILogFile Open(string path, LogFileMode mode)
    {
        var file = disk.Open(path, mode);
        return forgetsFlushOf(path) ? new ForgetfulFile(file) : file;
    }

    public bool FileExists(string path) => disk.FileExists(path);

    public bool DirectoryExists(string path) => disk.DirectoryExists(path);

    public IReadOnlyList<LogDiskEntry> List(string directory) => disk.List(directory);

    public void CreateDirectory(string path) => disk.CreateDirectory(path);

    public void Delete(string path) => disk.Delete(path);

    public void DeleteDirectory(string path) => disk.DeleteDirectory(path);

    public void Rename(string source, string target) => disk.Rename(source, target);

    public void FlushDirectory(string path)
    {
        if (!forgetsDirectories)
            disk.FlushDirectory(path);
    }

    public IDisposable Lock(string path) => disk.Lock(path);

    public LogDiskSpace? SpaceOf(string directory) => disk.SpaceOf(directory);

    private sealed class ForgetfulFile(ILogFile file) : ILogFile
    {
        public string Path => file.Path;

        public long Length => file.Length;

        public int Read(long position, Span<byte> destination) => file.Read(position, destination);

        public void Write(long position, ReadOnlySpan<byte> source) => file.Write(position, source);

        public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> sources) => file.Write(position, sources);

        public void SetLength(long length) => file.SetLength(length);

        public void Preallocate(long length) => file.Preallocate(length);

        public void Flush()
        {
        }

        public void Dispose() => file.Dispose();
    }
}
