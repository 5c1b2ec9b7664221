using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Inflates one raw Snappy block, piece by piece as the window has room. A block is the size of its content (varint of at
/// most 5 bytes, 32 bits) and elements. The low two bits of an element's first byte say what it is: 0 literals (the upper
/// bits: count less 1, or from 60 on how many bytes of it follow), 1 a match of 4 to 11 bytes with a distance of 11 bits,
/// 2 and 3 a match of 1 to 64 bytes with a distance of 2 or 4 bytes, low first.
/// </summary>
internal sealed class SnappyBlockReader
{
    /// <summary>How far back a match can reach here. The format allows the whole block; known writers stay within 64 KiB.</summary>
    public const int HistoryBytes = 1_024 * 1_024;

    private const int RoomBytesMin = 1_024;
    private const int SizeBytesMax = 5;
    private const int MatchBytesMax = 5;
    private const int ShortLiteralsMax = 60;

    /// <summary>More than an element with up to 60 literals takes of the input, wide copies included.</summary>
    private const int ShortElementBytes = 1 + ShortLiteralsMax + MatchCopy.SlackBytes;

    private ReadOnlyMemory<byte> _block;
    private long _blockPosition;
    private CompressionFault _faultWhenCut;
    private long _contentBytes;
    private long _outputBytesLeft;
    private int _at;
    private int _literalsLeft;
    private int _matchDistance;
    private int _matchLeft;

    /// <summary>Begins a block.</summary>
    /// <param name="block">The block and nothing else.</param>
    /// <param name="position">Where it lies in the input, for errors.</param>
    /// <param name="faultWhenCut">What it means when the block ends too early.</param>
    /// <exception cref="CompressionException">The size at its start is damaged.</exception>
    public void Open(ReadOnlyMemory<byte> block, long position, CompressionFault faultWhenCut)
    {
        (_block, _blockPosition, _faultWhenCut) = (block, position, faultWhenCut);
        (_at, _literalsLeft, _matchLeft) = (0, 0, 0);
        _contentBytes = ReadContentBytes(block.Span);
        _outputBytesLeft = _contentBytes;
    }

    /// <summary>Adds to the window what it has room for; ensures that there is some.</summary>
    /// <returns>True at the block's end.</returns>
    /// <exception cref="CompressionException">The block is damaged.</exception>
    public bool Inflate(DecoderWindow window)
    {
        var block = _block.Span;
        window.EnsureRoom(RoomBytesMin);
        while (window.Room > 0)
        {
            if (_literalsLeft > 0)
            {
                CopyLiterals(block, window);
            }
            else if (_matchLeft > 0)
            {
                CopyMatch(window);
            }
            else
            {
                InflateShortElements(block, window);
                if (_at == block.Length)
                    return _outputBytesLeft == 0 ? true : throw Cut();
                ReadElement(block, window);
            }
        }

        return false;
    }

    /// <summary>
    /// The bulk of the work: whole elements, as long as input and window have room for wide copies. Whatever does not fit
    /// or is not right is left to <see cref="ReadElement"/>, which judges it.
    /// </summary>
    private void InflateShortElements(ReadOnlySpan<byte> block, DecoderWindow window)
    {
        ref var source = ref MemoryMarshal.GetReference(block);
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(window.Buffer);
        var at = _at;
        var end = window.End;
        var historyStart = end - window.HistoryBytes;
        var endMax = end + (int)Math.Min(window.Room - 2 * MatchCopy.SlackBytes, _outputBytesLeft);

        while (at <= block.Length - ShortElementBytes)
        {
            int tag = Unsafe.Add(ref source, at);
            if ((tag & 3) == 0)
            {
                var count = (tag >> 2) + 1;
                if (count > ShortLiteralsMax || end + count > endMax)
                    break;

                MatchCopy.CopyWide(ref Unsafe.Add(ref source, at + 1), ref Unsafe.Add(ref buffer, end), count);
                at += 1 + count;
                end += count;
            }
            else
            {
                var (distance, length, bytes) = MatchOf(tag, LittleEndian.ReadUInt32(ref source, at + 1));
                if (distance - 1 >= (uint)Math.Min(end - historyStart, HistoryBytes) || end + length > endMax)
                    break;

                MatchCopy.RepeatWide(ref Unsafe.Add(ref buffer, end), (int)distance, length);
                at += bytes;
                end += length;
            }
        }

        _outputBytesLeft -= end - window.End;
        window.Advance(end - window.End);
        _at = at;
    }

    /// <summary>Distance, length and size of a match element; a distance of 0 comes from damage alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Distance, int Length, int Bytes) MatchOf(int tag, uint following) => (tag & 3) switch
    {
        1 => (((uint)(tag >> 5) << 8) | (byte)following, 4 + ((tag >> 2) & 7), 2),
        2 => ((ushort)following, 1 + (tag >> 2), 3),
        _ => (following, 1 + (tag >> 2), MatchBytesMax),
    };

    private void ReadElement(ReadOnlySpan<byte> block, DecoderWindow window)
    {
        int tag = block[_at];
        if ((tag & 3) == 0)
            ReadLiterals(block, tag >> 2);
        else
            ReadMatch(block, tag, window);
    }

    private void ReadLiterals(ReadOnlySpan<byte> block, int code)
    {
        var countBytes = Math.Max(0, code - ShortLiteralsMax + 1);
        if (countBytes >= block.Length - _at)
            throw Cut();

        var count = countBytes == 0 ? (uint)code : ReadUInt32(block.Slice(_at + 1, countBytes));
        if (count >= block.Length - _at - 1 - countBytes)
            throw Cut();

        _at += 1 + countBytes;
        _literalsLeft = (int)count + 1;
        TakeOutput(_literalsLeft);
    }

    private void ReadMatch(ReadOnlySpan<byte> block, int tag, DecoderWindow window)
    {
        var rest = block[(_at + 1)..];
        var (distance, length, bytes) = MatchOf(tag, ReadUInt32(rest[..Math.Min(sizeof(uint), rest.Length)]));
        if (bytes > block.Length - _at)
            throw Cut();
        if (distance == 0 || distance > _contentBytes - _outputBytesLeft)
            throw Failure(CompressionFault.Corrupt, "a match reaches back before the first byte");
        if (distance > window.HistoryBytes)
            throw Failure(CompressionFault.Unsupported, "a match reaches back farther than 1 MiB");

        _at += bytes;
        (_matchDistance, _matchLeft) = ((int)distance, length);
        TakeOutput(length);
    }

    private void CopyLiterals(ReadOnlySpan<byte> block, DecoderWindow window)
    {
        var count = Math.Min(_literalsLeft, window.Room);
        window.Append(block.Slice(_at, count));
        _at += count;
        _literalsLeft -= count;
    }

    private void CopyMatch(DecoderWindow window)
    {
        var count = Math.Min(_matchLeft, window.Room);
        window.AppendMatch(_matchDistance, count);
        _matchLeft -= count;
    }

    private void TakeOutput(int count)
    {
        if (count > _outputBytesLeft)
            throw Failure(CompressionFault.Corrupt, "a block inflates to more than its size says");
        _outputBytesLeft -= count;
    }

    private long ReadContentBytes(ReadOnlySpan<byte> block)
    {
        ulong size = 0;
        while (_at < block.Length && _at < SizeBytesMax)
        {
            var value = block[_at];
            size |= (ulong)(value & 0x7F) << (7 * _at++);
            if (value <= 0x7F && size <= uint.MaxValue)
                return (long)size;
        }

        throw _at < SizeBytesMax ? Cut() : Failure(CompressionFault.Corrupt, "a block's size is no 32-bit number");
    }

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes)
    {
        var value = 0u;
        for (var index = bytes.Length - 1; index >= 0; index--)
            value = (value << 8) | bytes[index];
        return value;
    }

    private CompressionException Cut() => Failure(_faultWhenCut, "a block ends before its content does");

    private CompressionException Failure(CompressionFault fault, string reason) =>
        new(CompressionCodec.Snappy, fault, _blockPosition + _at, reason);
}
