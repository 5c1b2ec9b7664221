using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>
/// Writes the fields of stored metadata: numbers of 0 and up in groups of seven bits, lowest first, the high bit set on all but the last;
/// text as its length in bytes and UTF-8; lists as their length and entries.
/// </summary>
internal readonly ref struct MetadataWriter(IBufferWriter<byte> output)
{
    private const int NumberBytesMax = 10;
    private const int GuidBytes = 16;

    public void WriteByte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public void WriteFlag(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>A number of 0 and up.</summary>
    public void WriteNumber(long value)
    {
        Invariant.Holds(value >= 0, "stored numbers are not negative");
        var target = output.GetSpan(NumberBytesMax);
        var rest = (ulong)value;
        var at = 0;
        for (; rest >= 0x80; rest >>= 7)
            target[at++] = (byte)(rest | 0x80);
        target[at++] = (byte)rest;
        output.Advance(at);
    }

    /// <summary>Four bytes, big endian.</summary>
    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(sizeof(uint)), value);
        output.Advance(sizeof(uint));
    }

    public void WriteGuid(Guid value)
    {
        var isWritten = value.TryWriteBytes(output.GetSpan(GuidBytes), bigEndian: true, out _);
        Invariant.Holds(isWritten, "the buffer has room for an id");
        output.Advance(GuidBytes);
    }

    public void WriteText(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Invariant.Holds(length <= MetadataReader.TextBytesMax, "stored text has a bounded length");
        WriteNumber(length);
        output.Advance(Encoding.UTF8.GetBytes(value, output.GetSpan(length)));
    }

    /// <summary>A flag, and the text if there is one.</summary>
    public void WriteTextOrNull(string? value)
    {
        WriteFlag(value is not null);
        if (value is not null)
            WriteText(value);
    }

    public void WriteBrokers(ImmutableArray<BrokerId> brokers)
    {
        WriteNumber(brokers.Length);
        foreach (var broker in brokers)
            WriteNumber(broker.Value);
    }
}
