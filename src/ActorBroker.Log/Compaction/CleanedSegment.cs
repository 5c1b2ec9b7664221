using System.Buffers;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Compaction;

/// <summary>
/// A segment in the making: its batches and indexes are written under the suffix <see cref="SegmentFileName.Cleaned"/>, and are worth nothing until
/// <see cref="SegmentSwap"/> takes them.
/// </summary>
/// <remarks>One thread at a time. Disposing it closes the files and leaves them.</remarks>
internal sealed class CleanedSegment : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly LogContext _context;
    private readonly string _path;
    private readonly int _indexIntervalBytes;
    private readonly SegmentIndexes _indexes;
    private readonly ILogFile _file;
    private byte[] _buffer;
    private int _buffered;

    /// <summary>Begins an empty one, in place of what an earlier run left.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public CleanedSegment(LogContext context, string directory, Offset baseOffset, int indexIntervalBytes)
    {
        _context = context;
        _indexIntervalBytes = indexIntervalBytes;
        _path = $"{directory}/{SegmentFileName.Of(baseOffset, SegmentFileName.Log)}{SegmentFileName.Cleaned}";
        _indexes = new SegmentIndexes(context.Files, directory, baseOffset, SegmentFileName.Cleaned);
        BaseOffset = baseOffset;
        Delete();
        _file = context.Disk.Open(_path, LogFileMode.New);
        _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    }

    /// <summary>The segment's name: that of the first one it was made from.</summary>
    public Offset BaseOffset { get; }

    /// <summary>Bytes of batches.</summary>
    public int Bytes { get; private set; }

    /// <summary>Adds a batch behind the others.</summary>
    /// <returns>False when the segment would grow past 2^31-1 bytes; it is as it was then.</returns>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public bool TryAppend(ReadOnlySpan<byte> batch)
    {
        if (batch.Length > int.MaxValue - Bytes)
            return false;

        _indexes.Note(RecordBatch.OpenHeader(batch), Bytes, batch.Length, _indexIntervalBytes);
        if (batch.Length > _buffer.Length - _buffered)
            WriteBuffer();
        if (batch.Length > _buffer.Length)
            _file.Write(Bytes, batch);
        else
        {
            batch.CopyTo(_buffer.AsSpan(_buffered));
            _buffered += batch.Length;
        }

        Bytes += batch.Length;
        return true;
    }

    /// <summary>Writes the rest and makes all of it durable, but for the names.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public void Complete()
    {
        WriteBuffer();
        _file.Flush();
        _indexes.Complete();
        Flush(_indexes.Offsets.File);
        Flush(_indexes.Times.File);
        Dispose();
    }

    /// <summary>Removes the files.</summary>
    /// <exception cref="LogDiskException">The disk failed; the log's next load removes them.</exception>
    public void Delete()
    {
        _context.Disk.Delete(_path);
        _context.Disk.Delete(_indexes.Offsets.File.Path);
        _context.Disk.Delete(_indexes.Times.File.Path);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file.Dispose();
        _indexes.Offsets.File.Close();
        _indexes.Times.File.Close();
        var buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void Flush(CachedFile file)
    {
        if (!file.Exists)
            return;

        using var lease = file.Acquire();
        lease.File.Flush();
    }

    private void WriteBuffer()
    {
        if (_buffered > 0)
            _file.Write(Bytes - _buffered, _buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }
}
