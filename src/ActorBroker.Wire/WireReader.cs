using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace ActorBroker.Wire;

/// <summary>
/// Reads a message's fields, one behind the other, from bytes that came from outside. Every length and count is held against the bytes
/// that are left, and what an array or a string will take against the message's allowance, before anything is allocated.
/// </summary>
/// <remarks>
/// All numbers are big-endian. Bytes and records come as slices of what is read. The path that each method takes names the field in a
/// <see cref="MalformedMessageException"/>, which all of them can throw.
/// </remarks>
public ref struct WireReader
{
    private const int ListBytes = 56;
    private const int StringObjectBytes = 22;
    private const int Alignment = 8;
    private const int VarintBytesMax = 5;

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly TextCache? _texts;
    private long _memoryLeft;
    private int _position;

    /// <param name="bytes">A message, or more: what stands behind it is left alone.</param>
    /// <param name="texts">Strings of earlier messages, to be given again; null for none.</param>
    public WireReader(ReadOnlyMemory<byte> bytes, TextCache? texts = null)
    {
        _memory = bytes;
        _bytes = bytes.Span;
        _texts = texts;
        _memoryLeft = WireLimits.MemoryFor(bytes.Length);
    }

    /// <summary>How many bytes were read.</summary>
    public readonly int Position => _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>One byte; all but 0 is true.</summary>
    public bool ReadBool(string path) => Next(1, path)[0] != 0;

    /// <summary>One byte.</summary>
    public sbyte ReadInt8(string path) => (sbyte)Next(1, path)[0];

    /// <summary>Two bytes.</summary>
    public short ReadInt16(string path) => BinaryPrimitives.ReadInt16BigEndian(Next(sizeof(short), path));

    /// <summary>Two bytes.</summary>
    public ushort ReadUInt16(string path) => BinaryPrimitives.ReadUInt16BigEndian(Next(sizeof(ushort), path));

    /// <summary>Four bytes.</summary>
    public int ReadInt32(string path) => BinaryPrimitives.ReadInt32BigEndian(Next(sizeof(int), path));

    /// <summary>Eight bytes.</summary>
    public long ReadInt64(string path) => BinaryPrimitives.ReadInt64BigEndian(Next(sizeof(long), path));

    /// <summary>Eight bytes, IEEE 754.</summary>
    public double ReadFloat64(string path) => BinaryPrimitives.ReadDoubleBigEndian(Next(sizeof(double), path));

    /// <summary>Sixteen bytes in the order in which a uuid is read aloud.</summary>
    public Guid ReadUuid(string path) => new(Next(16, path), bigEndian: true);

    /// <summary>Up to 5 bytes of seven bits, the lowest first; more bytes than needed are taken, as Kafka takes them.</summary>
    public uint ReadUnsignedVarint(string path)
    {
        var start = _position;
        var value = 0u;
        for (var index = 0; index < VarintBytesMax; index++)
        {
            var next = Next(1, path)[0];
            if (index == VarintBytesMax - 1 && next > 0x0F)
                break;
            value |= (uint)(next & 0x7F) << (7 * index);
            if (next < 0x80)
                return value;
        }

        throw Fault(path, start, MessageDefect.VarintTooLong);
    }

    /// <summary>
    /// An array's count; -1 for null. What the array will take is charged to the message.
    /// </summary>
    /// <param name="flexible">True for the compact form: count + 1, of variable length.</param>
    /// <param name="mayBeNull">True where the version has null.</param>
    /// <param name="elementBytesMin">The least that an element takes on the wire, in bytes.</param>
    /// <param name="elementMemory">What an element takes in memory, in bytes.</param>
    /// <param name="path">The field.</param>
    public int ReadCount(bool flexible, bool mayBeNull, int elementBytesMin, int elementMemory, string path)
    {
        var start = _position;
        var count = CheckLength(flexible ? ReadCompactLength(path) : ReadInt32(path), mayBeNull, path, start);
        if ((long)count * elementBytesMin > Remaining)
            throw Fault(path, start, MessageDefect.CountBeyondEnd);
        if (count > 0)
            Charge(ListBytes + ((long)count * elementMemory), path, start);
        return count;
    }

    /// <summary>The mark before a struct that may be null: false for null.</summary>
    public bool ReadPresence(bool mayBeNull, string path) => !mayBeNull || ReadInt8(path) >= 0;

    /// <summary>A string that is not null.</summary>
    public string ReadString(bool flexible, string path) => ReadNullableString(flexible, mayBeNull: false, path)!;

    /// <summary>A string, or null where the version has null.</summary>
    public string? ReadNullableString(bool flexible, bool mayBeNull, string path)
    {
        var start = _position;
        var length = CheckLength(flexible ? ReadCompactLength(path) : ReadInt16(path), mayBeNull, path, start);
        if (length <= 0)
            return length < 0 ? null : "";
        if (length > WireLimits.StringBytesMax)
            throw Fault(path, start, MessageDefect.StringTooLong);
        if (length > Remaining)
            throw Fault(path, start, MessageDefect.LengthBeyondEnd);

        Charge((StringObjectBytes + (2L * length) + Alignment - 1) & -Alignment, path, start);
        var bytes = Next(length, path);
        if (_texts?.Find(bytes) is { } known)
            return known;
        if (!Utf8.IsValid(bytes))
            throw Fault(path, start, MessageDefect.NotUtf8);
        var text = Encoding.UTF8.GetString(bytes);
        _texts?.Keep(bytes, text);
        return text;
    }

    /// <summary>Bytes that are not null.</summary>
    public ReadOnlyMemory<byte> ReadBytes(bool flexible, string path) => Slice(flexible, mayBeNull: false, path, out _);

    /// <summary>Bytes, or null where the version has null.</summary>
    public ReadOnlyMemory<byte>? ReadNullableBytes(bool flexible, bool mayBeNull, string path)
    {
        var bytes = Slice(flexible, mayBeNull, path, out var isNull);
        return isNull ? default(ReadOnlyMemory<byte>?) : bytes;
    }

    /// <summary>Batches, or null where the version has null. What is in them is not looked at.</summary>
    public RecordBytes ReadRecords(bool flexible, bool mayBeNull, string path)
    {
        var bytes = Slice(flexible, mayBeNull, path, out var isNull);
        return isNull ? RecordBytes.Null : new RecordBytes(bytes);
    }

    /// <summary>How many tagged fields follow; each takes two bytes at least.</summary>
    public uint ReadTagCount(string path)
    {
        var start = _position;
        var count = ReadUnsignedVarint(path);
        return count <= Remaining / 2 ? count : throw Fault(path, start, MessageDefect.CountBeyondEnd);
    }

    /// <summary>A tagged field's tag, and where its content ends.</summary>
    public uint ReadTag(out int end, string path)
    {
        var start = _position;
        var tag = ReadUnsignedVarint(path);
        var size = ReadUnsignedVarint(path);
        if (size > Remaining)
            throw Fault(path, start, MessageDefect.LengthBeyondEnd);
        end = _position + (int)size;
        return tag;
    }

    /// <summary>Checks that a tagged field's content ended where its size said.</summary>
    public readonly void EndTag(int end, string path)
    {
        if (_position != end)
            throw Fault(path, _position, MessageDefect.TagSizeWrong);
    }

    /// <summary>Skips to a place that <see cref="ReadTag"/> gave.</summary>
    public void SkipTo(int end) => _position = end;

    /// <summary>Skips all tagged fields of a struct that knows none.</summary>
    public void SkipTags(string path)
    {
        for (var left = ReadTagCount(path); left > 0; left--)
        {
            _ = ReadTag(out var end, path);
            SkipTo(end);
        }
    }

    /// <summary>Counts memory that is about to be taken for the message, in bytes.</summary>
    public void Charge(long bytes, string path) => Charge(bytes, path, _position);

    private ReadOnlyMemory<byte> Slice(bool flexible, bool mayBeNull, string path, out bool isNull)
    {
        var start = _position;
        var length = CheckLength(flexible ? ReadCompactLength(path) : ReadInt32(path), mayBeNull, path, start);
        isNull = length < 0;
        if (length > Remaining)
            throw Fault(path, start, MessageDefect.LengthBeyondEnd);
        if (length <= 0)
            return default;
        var slice = _memory.Slice(_position, length);
        _position += length;
        return slice;
    }

    // The length, -1 for null; what is more than an int can hold comes out as the largest, which no message has bytes for.
    private int ReadCompactLength(string path) => (int)Math.Min(ReadUnsignedVarint(path), int.MaxValue) - 1;

    private static int CheckLength(int length, bool mayBeNull, string path, int start)
    {
        if (length < -1)
            throw Fault(path, start, MessageDefect.NegativeLength);
        return length >= 0 || mayBeNull ? length : throw Fault(path, start, MessageDefect.NullNotAllowed);
    }

    private void Charge(long bytes, string path, int start)
    {
        _memoryLeft -= bytes;
        if (_memoryLeft < 0)
            throw Fault(path, start, MessageDefect.TooMuchMemory);
    }

    private ReadOnlySpan<byte> Next(int count, string path)
    {
        if (count > _bytes.Length - _position)
            ThrowTruncated(path, _position);
        var next = _bytes.Slice(_position, count);
        _position += count;
        return next;
    }

    [DoesNotReturn]
    private static void ThrowTruncated(string path, int position) => throw Fault(path, position, MessageDefect.Truncated);

    private static MalformedMessageException Fault(string path, int position, MessageDefect defect) => new(path, position, defect);
}
