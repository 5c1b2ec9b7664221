using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Reads a bit stream of Zstandard from its end to its begin (RFC 8878 section 4.1). The last byte's highest set bit marks
/// the end and is no part of the stream.
/// </summary>
/// <remarks>
/// Reading more than there is gives zeros and is told by <see cref="IsOverrun"/>; memory outside is never touched.
/// </remarks>
internal ref struct ZstdBitReader
{
    /// <summary>How many bits are there at least after <see cref="Refill"/>, unless the stream has fewer.</summary>
    public const int RefilledBits = 56;

    private readonly ref byte _source;
    private int _left;
    private int _count;
    private ulong _bits;

    private ZstdBitReader(ReadOnlySpan<byte> stream)
    {
        _source = ref MemoryMarshal.GetReference(stream);
        _left = stream.Length;
    }

    /// <summary>True when eight bytes are not loaded yet.</summary>
    public readonly bool HasWord => _left >= sizeof(ulong);

    /// <summary>True when more bits were read than there are.</summary>
    public readonly bool IsOverrun => _count < 0;

    /// <summary>True when all bits were read, and no more.</summary>
    public readonly bool IsAtEnd => _count == 0 && _left == 0;

    /// <summary>Opens a stream; false when it has no end mark.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> stream, out ZstdBitReader reader)
    {
        reader = new ZstdBitReader(stream);
        if (stream.IsEmpty || stream[^1] == 0)
            return false;

        reader.Refill();
        reader.Skip(BitOperations.LeadingZeroCount((uint)stream[^1]) - 23);
        return true;
    }

    /// <summary>Loads so many bytes that <see cref="RefilledBits"/> can be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        if (HasWord)
            RefillWord();
        else
            RefillAtBegin();
    }

    /// <summary>As <see cref="Refill"/>, where <see cref="HasWord"/> holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RefillWord()
    {
        _bits |= LittleEndian.ReadUInt64(ref _source, _left - sizeof(ulong)) >> _count;
        var bytes = (63 - _count) >> 3;
        _left -= bytes;
        _count += bytes << 3;
    }

    /// <summary>The next 0 to 31 bits, as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int count)
    {
        var value = (uint)(_bits >> 1 >> (63 - count));
        Skip(count);
        return value;
    }

    /// <summary>
    /// The symbol whose code comes next, by a table of symbols (low byte) and lengths (high byte); <paramref name="shift"/>
    /// is 64 less the number of bits that the table is indexed by.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadSymbol(ref ushort table, int shift)
    {
        int entry = Unsafe.Add(ref table, (int)(_bits >> shift));
        Skip(entry >> 8);
        return (byte)entry;
    }

    /// <summary>Goes on by so many bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        _bits <<= count;
        _count -= count;
    }

    /// <summary>The bytes before <paramref name="left"/>, as they join <paramref name="count"/> bits. It takes no reader, so that one can stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong LoadAtBegin(ref byte source, int left, int bytes, int count)
    {
        var bits = 0UL;
        for (var index = 1; index <= bytes; index++)
        {
            bits |= (ulong)Unsafe.Add(ref source, left - index) << (RefilledBits - count);
            count += 8;
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RefillAtBegin()
    {
        if (_left <= 0 || (uint)_count > RefilledBits)
            return;

        var bytes = Math.Min(_left, ((RefilledBits - _count) >> 3) + 1);
        _bits |= LoadAtBegin(ref _source, _left, bytes, _count);
        _left -= bytes;
        _count += bytes << 3;
    }
}
