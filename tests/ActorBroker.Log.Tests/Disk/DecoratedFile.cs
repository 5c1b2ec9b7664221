using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>A file that passes all calls on; heirs change some, to plant a mistake or to watch.</summary>
public abstract class DecoratedFile(ILogFile inner) : ILogFile
{
    /// <inheritdoc />
    public virtual string Path => inner.Path;

    /// <inheritdoc />
    public virtual long Length => inner.Length;

    /// <inheritdoc />
    public virtual int Read(long position, Span<byte> destination) => inner.Read(position, destination);

    /// <inheritdoc />
    public virtual void Write(long position, ReadOnlySpan<byte> source) => inner.Write(position, source);

    /// <inheritdoc />
    public virtual void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> sources) => inner.Write(position, sources);

    /// <inheritdoc />
    public virtual void SetLength(long length) => inner.SetLength(length);

    /// <inheritdoc />
    public virtual void Preallocate(long length) => inner.Preallocate(length);

    /// <inheritdoc />
    public virtual void Flush() => inner.Flush();

    /// <inheritdoc />
    public virtual void Dispose()
    {
        inner.Dispose();
        GC.SuppressFinalize(this);
    }
}
