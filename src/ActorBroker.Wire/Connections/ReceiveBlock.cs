using System.Buffers;
using ActorBroker.Model;

namespace ActorBroker.Wire.Connections;

/// <summary>A pooled array that received bytes lie in. It goes back to the pool when nobody holds it any more: the receiver, or a frame's lease.</summary>
/// <remarks>Held and released by any thread.</remarks>
internal sealed class ReceiveBlock
{
    private byte[] _array;
    private int _holders = 1;

    /// <summary>A new block, held by the caller.</summary>
    public ReceiveBlock(int bytesMin) => _array = ArrayPool<byte>.Shared.Rent(bytesMin);

    public Memory<byte> Memory => _array;

    public int Capacity => _array.Length;

    /// <summary>True when nobody but the caller holds it.</summary>
    public bool IsHeldOnce => Volatile.Read(ref _holders) == 1;

    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>Holds it once more; false when nobody does any more, and the array may be anybody's.</summary>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var before = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (before == holders)
                return true;
            holders = before;
        }

        return false;
    }

    public void Release()
    {
        var holders = Interlocked.Decrement(ref _holders);
        Invariant.Holds(holders >= 0, "a block is released once by each that held it");
        if (holders == 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = [];
        }
    }
}
