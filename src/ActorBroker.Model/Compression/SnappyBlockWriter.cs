using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>Writes one raw Snappy block; see <see cref="SnappyBlockReader"/> for its form.</summary>
internal ref struct SnappyBlockWriter : ISequenceSink
{
    private const int SizeBytesMax = 5;
    private const int ShortLiteralsMax = 60;
    private const int ShortMatchBytesMax = 11;
    private const int ShortDistanceMax = (1 << 11) - 1;
    private const int MatchBytesMax = 64;

    private readonly ReadOnlySpan<byte> _source;
    private readonly Span<byte> _output;

    /// <param name="source">What the literals are taken from.</param>
    /// <param name="contentBytes">How much of it the block will hold.</param>
    /// <param name="output">Receives the block; at least <see cref="BytesMax"/> of its content's size.</param>
    public SnappyBlockWriter(ReadOnlySpan<byte> source, int contentBytes, Span<byte> output)
    {
        _source = source;
        _output = output;
        WriteSize((uint)contentBytes);
    }

    /// <summary>How many bytes were written.</summary>
    public int Written { get; private set; }

    /// <summary>The most a block takes: each 60 literals may cost a byte, and a match of 4 bytes never costs more than 3.</summary>
    public static int BytesMax(int contentBytes) =>
        SizeBytesMax + contentBytes + contentBytes / ShortLiteralsMax + 2 * MatchCopy.SlackBytes;

    public void Add(int literalsAt, int literals, int distance, int length)
    {
        if (literals > 0)
            WriteLiterals(literalsAt, literals);

        while (length >= MatchBytesMax + Matching.LengthMin)
        {
            WriteMatch(distance, MatchBytesMax);
            length -= MatchBytesMax;
        }

        if (length > MatchBytesMax)
        {
            WriteMatch(distance, length - Matching.LengthMin);
            length = Matching.LengthMin;
        }

        WriteMatch(distance, length);
    }

    public void AddTail(int literalsAt, int literals)
    {
        if (literals > 0)
            WriteLiterals(literalsAt, literals);
    }

    private void WriteLiterals(int at, int count)
    {
        var code = (uint)count - 1;
        if (code < ShortLiteralsMax)
        {
            _output[Written++] = (byte)(code << 2);
        }
        else
        {
            var countBytes = code <= byte.MaxValue ? 1 : code <= ushort.MaxValue ? 2 : code <= 0xFFFFFF ? 3 : 4;
            _output[Written++] = (byte)((ShortLiteralsMax - 1 + countBytes) << 2);
            BinaryPrimitives.WriteUInt32LittleEndian(_output[Written..], code);
            Written += countBytes;
        }

        if (count <= MatchCopy.SlackBytes && at <= _source.Length - MatchCopy.SlackBytes)
            MatchCopy.CopyWide(
                ref MemoryMarshal.GetReference(_source[at..]),
                ref MemoryMarshal.GetReference(_output.Slice(Written, MatchCopy.SlackBytes)),
                count);
        else
            _source.Slice(at, count).CopyTo(_output[Written..]);
        Written += count;
    }

    private void WriteMatch(int distance, int length)
    {
        if (length <= ShortMatchBytesMax && distance <= ShortDistanceMax)
        {
            _output[Written] = (byte)(1 | ((length - Matching.LengthMin) << 2) | ((distance >> 8) << 5));
            _output[Written + 1] = (byte)distance;
            Written += 2;
            return;
        }

        _output[Written] = (byte)(2 | ((length - 1) << 2));
        BinaryPrimitives.WriteUInt16LittleEndian(_output[(Written + 1)..], (ushort)distance);
        Written += 3;
    }

    private void WriteSize(uint size)
    {
        for (; size > 0x7F; size >>= 7)
            _output[Written++] = (byte)(size | 0x80);
        _output[Written++] = (byte)size;
    }
}
