using System.Buffers;

namespace ActorBroker.Model.Records;

/// <summary>
/// A buffer that grows as it is written, in arrays of the shared pool; its users bound it. Whoever made it disposes it, once; what was read
/// from it is not to be touched afterwards.
/// </summary>
internal sealed class PooledBuffer(int capacityMin) : IBufferWriter<byte>, IDisposable
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(capacityMin);

    /// <summary>How many bytes are written.</summary>
    public int Count { get; private set; }

    public Memory<byte> WrittenMemory => _array.AsMemory(0, Count);

    public Span<byte> WrittenSpan => _array.AsSpan(0, Count);

    public void Advance(int count)
    {
        Invariant.Holds(count >= 0 && count <= _array.Length - Count, "a writer stays inside the memory that it was given");
        Count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsSpan(Count);
    }

    public void Dispose()
    {
        var array = _array;
        _array = [];
        Count = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    private void Reserve(int sizeHint)
    {
        Invariant.Holds(_array.Length > 0, "a buffer is not written after it was disposed");
        var needed = checked(Count + Math.Max(sizeHint, 1));
        if (needed <= _array.Length)
            return;

        var doubled = Math.Min(2L * _array.Length, Array.MaxLength);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(needed, doubled));
        WrittenSpan.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
