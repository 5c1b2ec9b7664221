using System.Buffers.Binary;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>Writes big-endian fields one after the other into room that the caller has measured.</summary>
internal ref struct StateWriter(Span<byte> room)
{
    private Span<byte> _rest = room;

    public void Write(byte value)
    {
        _rest[0] = value;
        _rest = _rest[sizeof(byte)..];
    }

    public void Write(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_rest, value);
        _rest = _rest[sizeof(short)..];
    }

    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_rest, value);
        _rest = _rest[sizeof(int)..];
    }

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_rest, value);
        _rest = _rest[sizeof(long)..];
    }

    public void Write(Guid value)
    {
        value.TryWriteBytes(_rest, bigEndian: true, out var written);
        _rest = _rest[written..];
    }

    /// <summary>20 bytes: topic id, partition's number.</summary>
    public void Write(PartitionId value)
    {
        Write(value.Topic.Value);
        Write(value.Index.Value);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_rest);
        _rest = _rest[bytes.Length..];
    }
}
