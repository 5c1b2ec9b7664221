namespace ActorBroker.Wire.Connections;

/// <summary>
/// A frame's content, without its length, in a pooled block. Whoever took it releases it once, and so does whoever retained it; its bytes mean nothing
/// when all have.
/// </summary>
/// <remarks>A value: copies are the same lease.</remarks>
public readonly struct FrameLease
{
    private readonly ReceiveBlock? _block;

    internal FrameLease(ReceiveBlock block, int start, int count)
    {
        block.Hold();
        _block = block;
        Bytes = block.Memory.Slice(start, count);
    }

    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How many bytes the block has that the lease keeps from the pool; 0 for a lease of no frame.</summary>
    public int BlockBytes => _block?.Capacity ?? 0;

    /// <summary>Keeps the bytes once more; false when the block was given back already, or there is none. Any thread.</summary>
    public bool TryRetain() => _block?.TryHold() ?? false;

    /// <summary>Gives the block back; nothing for a lease of no frame. Any thread.</summary>
    public void Release() => _block?.Release();
}
