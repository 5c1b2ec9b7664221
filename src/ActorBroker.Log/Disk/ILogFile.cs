namespace ActorBroker.Log.Disk;

/// <summary>An open file of an <see cref="ILogDisk"/>. Any thread may read while one thread writes.</summary>
public interface ILogFile : IDisposable
{
    /// <summary>The path it was opened by.</summary>
    string Path { get; }

    /// <summary>The file's length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads bytes from <paramref name="position"/>; returns how many: fewer than asked only where the file ends.</summary>
    int Read(long position, Span<byte> destination);

    /// <summary>Writes all bytes at <paramref name="position"/>, which may lie behind the end (the gap reads as zeros).</summary>
    void Write(long position, ReadOnlySpan<byte> source);

    /// <summary>Writes all buffers one after the other at <paramref name="position"/>, in few calls to the system.</summary>
    void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> sources);

    /// <summary>Cuts the file, or lengthens it with zeros.</summary>
    void SetLength(long length);

    /// <summary>
    /// Reserves disk blocks up to <paramref name="length"/> bytes without changing <see cref="Length"/>; does nothing where the system cannot.
    /// <see cref="SetLength"/> gives back those behind the length, also when it sets the length the file has.
    /// </summary>
    void Preallocate(long length);

    /// <summary>Returns once all bytes written before the call, and the length, are on the disk (fdatasync).</summary>
    /// <exception cref="LogDiskException">They may or may not be, and no later flush will tell: what was not durable counts as lost.</exception>
    void Flush();
}
