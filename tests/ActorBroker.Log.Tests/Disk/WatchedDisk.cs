using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>A disk in memory that notes which files are opened and closed. One thread at a time, but for <see cref="OpenCount"/>.</summary>
public sealed class WatchedDisk() : DecoratedDisk(new MemoryDisk())
{
    private int _openCount;

    /// <summary>The paths opened, in order.</summary>
    public List<string> Opened { get; } = [];

    /// <summary>The paths closed, in order.</summary>
    public List<string> Closed { get; } = [];

    /// <summary>How many files are open.</summary>
    public int OpenCount => Volatile.Read(ref _openCount);

    /// <summary>Called before a file is opened, with its path.</summary>
    public Action<string>? Opening { get; set; }

    /// <inheritdoc />
    public override ILogFile Open(string path, LogFileMode mode)
    {
        Opening?.Invoke(path);
        var file = base.Open(path, mode);
        Interlocked.Increment(ref _openCount);
        lock (Opened)
            Opened.Add(path);
        return new WatchedFile(this, file);
    }

    private sealed class WatchedFile(WatchedDisk disk, ILogFile inner) : DecoratedFile(inner)
    {
        public override void Dispose()
        {
            base.Dispose();
            Interlocked.Decrement(ref disk._openCount);
            lock (disk.Closed)
                disk.Closed.Add(Path);
        }
    }
}
