using System.Collections.Concurrent;
using ActorBroker.Log.Disk;

namespace ActorBroker.Benchmarks.Journal;

/// <summary>The machine's disk, which notes for each flush of a segment how many bytes were written to it before.</summary>
internal sealed class RecordingDisk : ILogDisk
{
    private readonly FileLogDisk _disk = new();

    /// <summary>Bytes of each group that was flushed, in order.</summary>
    public ConcurrentQueue<int> Groups { get; } = [];

    public ILogFile Open(string path, LogFileMode mode)
    {
        var file = _disk.Open(path, mode);
        return path.EndsWith(".log", StringComparison.Ordinal) ? new RecordingFile(file, Groups) : file;
    }

    public bool FileExists(string path) => _disk.FileExists(path);

    public bool DirectoryExists(string path) => _disk.DirectoryExists(path);

    public IReadOnlyList<LogDiskEntry> List(string directory) => _disk.List(directory);

    public void CreateDirectory(string path) => _disk.CreateDirectory(path);

    public void Delete(string path) => _disk.Delete(path);

    public void DeleteDirectory(string path) => _disk.DeleteDirectory(path);

    public void Rename(string source, string target) => _disk.Rename(source, target);

    public void FlushDirectory(string path) => _disk.FlushDirectory(path);

    public IDisposable Lock(string path) => _disk.Lock(path);

    public LogDiskSpace? SpaceOf(string directory) => _disk.SpaceOf(directory);

    private sealed class RecordingFile(ILogFile file, ConcurrentQueue<int> groups) : ILogFile
    {
        private int _bytes;

        public string Path => file.Path;

        public long Length => file.Length;

        public int Read(long position, Span<byte> destination) => file.Read(position, destination);

        public void Write(long position, ReadOnlySpan<byte> source)
        {
            file.Write(position, source);
            Interlocked.Add(ref _bytes, source.Length);
        }

        public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> sources)
        {
            file.Write(position, sources);
            Interlocked.Add(ref _bytes, sources.Sum(source => source.Length));
        }

        public void SetLength(long length) => file.SetLength(length);

        public void Preallocate(long length) => file.Preallocate(length);

        public void Flush()
        {
            groups.Enqueue(Interlocked.Exchange(ref _bytes, 0));
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
