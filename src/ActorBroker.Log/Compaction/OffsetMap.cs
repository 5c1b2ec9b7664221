using System.Buffers;
using System.Numerics;
using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>Key to the largest offset it has, in rented arrays of a fixed size: digests (see <see cref="KeyDigest"/>) with open addressing, no keys.</summary>
/// <remarks>Owned by one caller, who disposes it. Putting and finding allocate nothing.</remarks>
internal sealed class OffsetMap : IDisposable
{
    /// <summary>Bytes of one entry: a digest and an offset.</summary>
    public const int EntryBytes = 24;

    private const int SlotsMin = 16;

    private readonly UInt128 _seed;
    private readonly int _mask;
    private UInt128[] _digests;
    private long[] _nextOffsets;

    /// <param name="bytesMax">The arrays take no more than this; at least 1024.</param>
    /// <param name="keysMax">How many keys there can be; fewer than fit take less memory.</param>
    /// <param name="seed">Of the digests; unknown to who writes the keys.</param>
    public OffsetMap(int bytesMax, long keysMax, UInt128 seed)
    {
        var fitting = 1 << BitOperations.Log2((uint)(bytesMax / EntryBytes));
        var wanted = keysMax >= fitting ? fitting : (int)BitOperations.RoundUpToPowerOf2((uint)(keysMax + (keysMax / 4) + 1));
        var slots = Math.Max(SlotsMin, Math.Min(fitting, wanted));
        _seed = seed;
        _mask = slots - 1;
        Capacity = slots - (slots / 8);
        _digests = ArrayPool<UInt128>.Shared.Rent(slots);
        _nextOffsets = ArrayPool<long>.Shared.Rent(slots);
        Array.Clear(_nextOffsets, 0, slots);
    }

    /// <summary>How many keys fit.</summary>
    public int Capacity { get; }

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the arrays in use.</summary>
    public long Bytes => (long)(_mask + 1) * EntryBytes;

    /// <summary>Notes that a key has a record at this offset. Offsets may come in any order; the largest stays.</summary>
    /// <returns>False when the map is full and the key is not in it.</returns>
    public bool TryPut(ReadOnlySpan<byte> key, Offset offset)
    {
        var digest = KeyDigest.Of(_seed, key);
        var slot = SlotOf(digest);
        if (_nextOffsets[slot] == 0)
        {
            if (Count == Capacity)
                return false;
            _digests[slot] = digest;
            Count++;
        }

        _nextOffsets[slot] = Math.Max(_nextOffsets[slot], offset.Value + 1);
        return true;
    }

    /// <summary>The largest offset noted for a key, or <see cref="Offset.None"/>.</summary>
    public Offset Find(ReadOnlySpan<byte> key) => new(_nextOffsets[SlotOf(KeyDigest.Of(_seed, key))] - 1);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        var (digests, offsets) = (_digests, _nextOffsets);
        (_digests, _nextOffsets) = ([], []);
        if (offsets.Length == 0)
            return;

        ArrayPool<UInt128>.Shared.Return(digests);
        ArrayPool<long>.Shared.Return(offsets);
    }

    /// <summary>The digest's slot, or the free one where it would go; an offset of zero marks a free slot, so what is kept is the offset behind.</summary>
    private int SlotOf(UInt128 digest)
    {
        var slot = (int)(ulong)digest & _mask;
        while (_nextOffsets[slot] != 0 && _digests[slot] != digest)
            slot = (slot + 1) & _mask;
        return slot;
    }
}
