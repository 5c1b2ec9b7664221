using System.Buffers;

namespace ActorBroker.Log.Disk;

/// <summary>An open file of a <see cref="MemoryDisk"/>.</summary>
internal sealed class MemoryFile(MemoryDisk disk, long id, string path) : ILogFile
{
    private bool _closed;

    public string Path => path;

    /// <summary>The file's number on its disk, whatever its names.</summary>
    public long Id => id;

    public long Length => Opened().Length(this);

    public int Read(long position, Span<byte> destination) => Opened().Read(this, position, destination);

    public void Write(long position, ReadOnlySpan<byte> source) => Opened().Write(this, position, source);

    public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> sources)
    {
        var joined = new ArrayBufferWriter<byte>();
        foreach (var source in sources)
            joined.Write(source.Span);
        Opened().Write(this, position, joined.WrittenSpan);
    }

    public void SetLength(long length) => Opened().SetLength(this, length);

    public void Preallocate(long length) => Opened().Preallocate(this, length);

    public void Flush() => Opened().Flush(this);

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _closed, true))
            disk.Close(this);
    }

    private MemoryDisk Opened()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed), this);
        return disk;
    }
}
