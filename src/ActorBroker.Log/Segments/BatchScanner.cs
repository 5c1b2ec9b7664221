using System.Buffers;
using ActorBroker.Log.Disk;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Segments;

/// <summary>
/// Walks the batches of a file from a position on, in one direction, through a rented buffer.
/// It trusts no length: a batch that claims more bytes than the file has left ends the walk, and so does an offset that no log has.
/// </summary>
/// <remarks>Judges nothing else; who needs more checks <see cref="Header"/> or the bytes.</remarks>
internal sealed class BatchScanner : IDisposable
{
    /// <summary>What one read of the disk asks for when whole batches are wanted.</summary>
    public const int ScanBytes = 256 * 1024;

    /// <summary>What one read of the disk asks for when a few headers near a known position are wanted.</summary>
    public const int SeekBytes = 8 * 1024;

    /// <summary>Above it a batch's last offset could not be told: no log comes there.</summary>
    private const long BaseOffsetMax = long.MaxValue - int.MaxValue - 1;

    private readonly ILogFile _file;
    private readonly int _end;
    private readonly int _batchBytesMax;
    private byte[] _buffer;
    private int _bufferPosition;
    private int _bufferCount;
    private int _next;

    /// <param name="file">Stays open while this lives; the caller's.</param>
    /// <param name="position">Where the first batch begins.</param>
    /// <param name="end">Bytes from here on are not looked at.</param>
    /// <param name="bufferBytes">One read's size; the buffer grows to a batch that is larger, never past <paramref name="end"/>.</param>
    /// <param name="batchBytesMax">A batch that says it is longer ends the walk: see <see cref="IsTooLarge"/>.</param>
    public BatchScanner(ILogFile file, int position, int end, int bufferBytes, int batchBytesMax = int.MaxValue)
    {
        _file = file;
        _end = end;
        _batchBytesMax = batchBytesMax;
        _next = position;
        _buffer = ArrayPool<byte>.Shared.Rent(bufferBytes);
    }

    /// <summary>Where the batch begins that the last successful step found.</summary>
    public int Position { get; private set; }

    /// <summary>That batch's length in bytes, header included.</summary>
    public int Bytes { get; private set; }

    /// <summary>Where the batch behind it begins: how far the walk came.</summary>
    public int NextPosition => _next;

    /// <summary>The header of the batch that the last successful step found.</summary>
    public RecordBatch Header => RecordBatch.OpenHeader(Buffered(Position, RecordBatchFormat.HeaderBytes));

    /// <summary>The whole batch, after a successful <see cref="MoveNextWhole"/>; valid until the next step.</summary>
    public ReadOnlyMemory<byte> Batch => _buffer.AsMemory(Position - _bufferPosition, Bytes);

    /// <summary>Steps to the next batch and reads at least its header.</summary>
    /// <returns>False at the end, and where what follows is no batch by its length: see <see cref="IsAtEnd"/>.</returns>
    public bool MoveNext() => MoveNext(whole: false);

    /// <summary>Steps to the next batch and reads all of it.</summary>
    /// <returns>False at the end, and where what follows is no batch by its length: see <see cref="IsAtEnd"/>.</returns>
    public bool MoveNextWhole() => MoveNext(whole: true);

    /// <summary>True when the walk ended exactly where it was to end.</summary>
    public bool IsAtEnd => _next == _end;

    /// <summary>True when the walk ended before a batch that lies inside the file, but is longer than it may be.</summary>
    public bool IsTooLarge { get; private set; }

    /// <inheritdoc />
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private bool MoveNext(bool whole)
    {
        if (!Ensure(_next, RecordBatchFormat.HeaderBytes))
            return false;

        var total = RecordBatch.TotalBytes(Buffered(_next, RecordBatchFormat.LengthOverhead));
        if (total < RecordBatchFormat.HeaderBytes || total > _end - _next)
            return false;
        IsTooLarge = total > _batchBytesMax;
        if (IsTooLarge)
            return false;
        if (whole && !Ensure(_next, (int)total))
            return false;
        if (RecordBatch.OpenHeader(Buffered(_next, RecordBatchFormat.HeaderBytes)).BaseOffset.Value is < 0 or > BaseOffsetMax)
            return false;

        Position = _next;
        Bytes = (int)total;
        _next += (int)total;
        return true;
    }

    private ReadOnlySpan<byte> Buffered(int position, int count) => _buffer.AsSpan(position - _bufferPosition, count);

    private bool Ensure(int position, int count)
    {
        if (count > _end - position)
            return false;
        if (position >= _bufferPosition && position + count <= _bufferPosition + _bufferCount)
            return true;

        var kept = KeepFrom(position);
        if (count > _buffer.Length)
            Grow(count, kept);
        var wanted = Math.Min(_buffer.Length, _end - position) - kept;
        _bufferPosition = position;
        _bufferCount = kept + _file.Read(position + kept, _buffer.AsSpan(kept, wanted));
        return _bufferCount >= count;
    }

    private int KeepFrom(int position)
    {
        var offset = position - _bufferPosition;
        if (offset < 0 || offset >= _bufferCount)
            return 0;

        var kept = _bufferCount - offset;
        _buffer.AsSpan(offset, kept).CopyTo(_buffer);
        return kept;
    }

    private void Grow(int count, int kept)
    {
        var larger = ArrayPool<byte>.Shared.Rent(count);
        _buffer.AsSpan(0, kept).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
