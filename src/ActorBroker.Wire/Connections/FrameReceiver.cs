using System.Buffers.Binary;

namespace ActorBroker.Wire.Connections;

/// <summary>
/// Puts received bytes together to frames: four bytes of length, then as many bytes of content. Bytes are received into pooled blocks, and a
/// frame is a slice of its block; only one that does not fit is moved to a larger block, as its bytes come.
/// </summary>
/// <remarks>
/// One thread at a time. A receiver that waits for a frame's first byte holds no block, so that idle connections cost none.
/// <b>Invariant:</b> no block is asked for that is larger than <see cref="BlockBytes"/> and than four times the bytes that wait to be put in
/// it; the pool gives the next power of two.
/// </remarks>
public sealed class FrameReceiver : IDisposable
{
    /// <summary>The usual size of a block, in bytes.</summary>
    public const int BlockBytes = 64 * 1024;

    private const int LengthBytes = sizeof(int);
    private const int GrowthMax = 4;

    private ReceiveBlock? _block;
    private int _start;
    private int _end;
    private bool _isReceiving;

    /// <param name="frameBytesMax">The longest content of a frame, in bytes.</param>
    public FrameReceiver(int frameBytesMax) => FrameBytesMax = frameBytesMax;

    /// <summary>The longest content of a frame, in bytes. May be changed between frames.</summary>
    public int FrameBytesMax { get; set; }

    /// <summary>How many bytes are waiting for the rest of their frame, or to be taken.</summary>
    public int BytesWaiting => _end - _start;

    /// <summary>How large the block is that is held now, in bytes; 0 when none is.</summary>
    public int BytesHeld => _block?.Capacity ?? 0;

    /// <summary>
    /// Where the next bytes may be put; never empty. It stays valid until <see cref="Received"/>, whatever else happens meanwhile.
    /// </summary>
    public Memory<byte> GetMemory()
    {
        if (!_isReceiving)
            MakeRoom();
        _isReceiving = true;
        return _block!.Memory[_end..];
    }

    /// <summary>So many bytes were put into the memory that <see cref="GetMemory"/> gave; 0 when none came.</summary>
    public void Received(int count)
    {
        _end += count;
        _isReceiving = false;
        if (BytesWaiting == 0)
            DropBlock();
    }

    /// <summary>Takes the next frame, when all of it is there.</summary>
    /// <param name="frame">The frame, when the result is <see cref="FrameResult.Frame"/>; the caller releases it.</param>
    /// <param name="declaredBytes">What the frame's length says, when it was received.</param>
    public FrameResult TryTake(out FrameLease frame, out int declaredBytes)
    {
        frame = default;
        declaredBytes = 0;
        if (BytesWaiting < LengthBytes)
            return FrameResult.Incomplete;

        declaredBytes = DeclaredBytes();
        if (declaredBytes < 0)
            return FrameResult.NegativeLength;
        if (declaredBytes > FrameBytesMax)
            return FrameResult.TooLong;
        if (BytesWaiting - LengthBytes < declaredBytes)
            return FrameResult.Incomplete;

        frame = new FrameLease(_block!, _start + LengthBytes, declaredBytes);
        _start += LengthBytes + declaredBytes;
        if (BytesWaiting == 0)
            DropBlock();
        return FrameResult.Frame;
    }

    /// <summary>Gives the block back. Frames that were taken live on. Not to be called while bytes are being received.</summary>
    public void Dispose()
    {
        _block?.Release();
        _block = null;
        _start = _end = 0;
    }

    private int DeclaredBytes() => BinaryPrimitives.ReadInt32BigEndian(_block!.Memory.Span[_start..]);

    private void DropBlock()
    {
        if (_isReceiving)
            return;
        _block?.Release();
        _block = null;
        _start = _end = 0;
    }

    private void MakeRoom()
    {
        if (_block is null)
        {
            _block = new ReceiveBlock(BlockBytes);
            return;
        }

        // Moved as seldom as can be: when the block is full, or when a frame that it has no room for will have enough in the next one.
        var waiting = BytesWaiting;
        var frameBytes = waiting < LengthBytes ? 0 : LengthBytes + Math.Min((long)Math.Max(0, DeclaredBytes()), FrameBytesMax);
        var nextBytes = Math.Max(Math.Max(BlockBytes, 2L * waiting), Math.Min(frameBytes, (long)waiting * GrowthMax));
        if (_end == _block.Capacity || (_start + frameBytes > _block.Capacity && frameBytes <= nextBytes))
            MoveTo(new ReceiveBlock((int)nextBytes));
    }

    private void MoveTo(ReceiveBlock larger)
    {
        var waiting = BytesWaiting;
        _block!.Memory.Slice(_start, waiting).CopyTo(larger.Memory);
        _block.Release();
        _block = larger;
        _start = 0;
        _end = waiting;
    }
}
