using System.Buffers.Binary;
using System.Text;

namespace ActorBroker.Wire;

/// <summary>Writes a message's fields, one behind the other, into memory of the measured size. All numbers are big-endian.</summary>
public ref struct WireWriter
{
    private readonly Span<byte> _span;
    private readonly RecordSplices? _splices;
    private int _position;

    /// <summary>Writes into the span; leased records are copied into it as all else.</summary>
    public WireWriter(Span<byte> span) => _span = span;

    /// <summary>Writes into the span all but leased records; these are noted, with the place where they belong.</summary>
    internal WireWriter(Span<byte> span, RecordSplices splices)
    {
        _span = span;
        _splices = splices;
    }

    /// <summary>How many bytes are written into the span.</summary>
    public readonly int Position => _position;

    /// <summary>One byte: 1 or 0.</summary>
    public void WriteBool(bool value) => Next(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>One byte.</summary>
    public void WriteInt8(sbyte value) => Next(1)[0] = (byte)value;

    /// <summary>Two bytes.</summary>
    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), value);

    /// <summary>Two bytes.</summary>
    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Next(sizeof(ushort)), value);

    /// <summary>Four bytes.</summary>
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), value);

    /// <summary>Eight bytes.</summary>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64BigEndian(Next(sizeof(long)), value);

    /// <summary>Eight bytes, IEEE 754.</summary>
    public void WriteFloat64(double value) => BinaryPrimitives.WriteDoubleBigEndian(Next(sizeof(double)), value);

    /// <summary>Sixteen bytes in the order in which a uuid is read aloud.</summary>
    public void WriteUuid(Guid value) => value.TryWriteBytes(Next(16), bigEndian: true, out _);

    /// <summary>Seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    public void WriteUnsignedVarint(uint value)
    {
        while (value >= 0x80)
        {
            Next(1)[0] = (byte)(value | 0x80);
            value >>= 7;
        }

        Next(1)[0] = (byte)value;
    }

    /// <summary>An array's count: count + 1 as a variable-length number when compact, else four bytes. Below 0 stands for null.</summary>
    public void WriteCount(int count, bool flexible)
    {
        if (flexible)
            WriteUnsignedVarint((uint)(count + 1));
        else
            WriteInt32(count);
    }

    /// <summary>The mark before a struct that may be null: 1 or -1; nothing where it may not.</summary>
    public void WritePresence(bool isPresent, bool mayBeNull)
    {
        if (mayBeNull)
            WriteInt8(isPresent ? (sbyte)1 : (sbyte)-1);
    }

    /// <summary>Length and UTF-8: length + 1 as a variable-length number when compact, else two bytes; 0 or -1 for null.</summary>
    public void WriteString(string? value, bool flexible)
    {
        var bytes = value is null ? -1 : Encoding.UTF8.GetByteCount(value);
        if (flexible)
            WriteUnsignedVarint((uint)(bytes + 1));
        else
            WriteInt16((short)bytes);
        if (bytes > 0)
            Encoding.UTF8.GetBytes(value, Next(bytes));
    }

    /// <summary>Length, as an array's count, and bytes.</summary>
    public void WriteBytes(ReadOnlyMemory<byte>? value, bool flexible)
    {
        WriteCount(value?.Length ?? -1, flexible);
        if (value is { } bytes)
            bytes.Span.CopyTo(Next(bytes.Length));
    }

    /// <summary>Length, as an array's count, and the batches.</summary>
    public void WriteRecords(RecordBytes value, bool flexible)
    {
        WriteCount(value.IsNull ? -1 : (int)value.Length, flexible);
        if (_splices is not null && value.Lease is { } lease)
            _splices.Add(_position, lease);
        else
            value.CopyTo(Next((int)value.Length));
    }

    /// <summary>What stands before a tagged field's content: its tag and its size.</summary>
    public void WriteTag(int tag, WireSize content)
    {
        WriteUnsignedVarint((uint)tag);
        WriteUnsignedVarint((uint)content.Bytes);
    }

    private Span<byte> Next(int count)
    {
        var next = _span.Slice(_position, count);
        _position += count;
        return next;
    }
}
