using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>Writes one LZ4 block; see <see cref="Lz4BlockReader"/> for its form.</summary>
/// <param name="source">What the literals are taken from.</param>
/// <param name="output">Receives the block; at least <see cref="BytesMax"/> of its content's size.</param>
internal ref struct Lz4SequenceWriter(ReadOnlySpan<byte> source, Span<byte> output) : ISequenceSink
{
    private const int LongCount = 15;

    private readonly ReadOnlySpan<byte> _source = source;
    private readonly Span<byte> _output = output;

    /// <summary>How many bytes were written.</summary>
    public int Written { get; private set; }

    /// <summary>The most a block takes, with room for wide copies: literals, and a further byte for each 255 of them.</summary>
    public static int BytesMax(int contentBytes) => contentBytes + contentBytes / byte.MaxValue + 2 * MatchCopy.SlackBytes;

    public void Add(int literalsAt, int literals, int distance, int length)
    {
        var more = length - Matching.LengthMin;
        WriteLiterals(literalsAt, literals, Math.Min(more, LongCount));
        BinaryPrimitives.WriteUInt16LittleEndian(_output[Written..], (ushort)distance);
        Written += sizeof(ushort);
        if (more >= LongCount)
            WriteMore(more - LongCount);
    }

    public void AddTail(int literalsAt, int literals) => WriteLiterals(literalsAt, literals, 0);

    private void WriteLiterals(int at, int count, int lowHalf)
    {
        _output[Written++] = (byte)((Math.Min(count, LongCount) << 4) | lowHalf);
        if (count >= LongCount)
            WriteMore(count - LongCount);

        if (count <= MatchCopy.SlackBytes && at <= _source.Length - MatchCopy.SlackBytes)
            MatchCopy.CopyWide(
                ref MemoryMarshal.GetReference(_source[at..]),
                ref MemoryMarshal.GetReference(_output.Slice(Written, MatchCopy.SlackBytes)),
                count);
        else
            _source.Slice(at, count).CopyTo(_output[Written..]);
        Written += count;
    }

    private void WriteMore(int count)
    {
        for (; count >= byte.MaxValue; count -= byte.MaxValue)
            _output[Written++] = byte.MaxValue;
        _output[Written++] = (byte)count;
    }
}
