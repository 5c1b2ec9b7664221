namespace ActorBroker.Wire.Connections;

/// <summary>A frame's content, without its length, in a pooled block. Whoever took it releases it once; its bytes mean nothing afterwards.</summary>
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

    /// <summary>Gives the block back; nothing for a lease of no frame. Any thread.</summary>
    public void Release() => _block?.Release();
}
