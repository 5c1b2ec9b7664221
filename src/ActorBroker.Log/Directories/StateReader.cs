using System.Buffers.Binary;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>Reads big-endian fields one after the other. A read behind the end gives zero and sets <see cref="Overran"/>, so one look at the end suffices.</summary>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private const int GuidBytes = 16;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>True once more was asked for than there was.</summary>
    public bool Overran { get; private set; }

    /// <summary>The bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public byte ReadByte()
    {
        var taken = Take(sizeof(byte));
        return taken.IsEmpty ? (byte)0 : taken[0];
    }

    public short ReadInt16()
    {
        var taken = Take(sizeof(short));
        return taken.IsEmpty ? (short)0 : BinaryPrimitives.ReadInt16BigEndian(taken);
    }

    public int ReadInt32()
    {
        var taken = Take(sizeof(int));
        return taken.IsEmpty ? 0 : BinaryPrimitives.ReadInt32BigEndian(taken);
    }

    public long ReadInt64()
    {
        var taken = Take(sizeof(long));
        return taken.IsEmpty ? 0 : BinaryPrimitives.ReadInt64BigEndian(taken);
    }

    public Guid ReadGuid()
    {
        var taken = Take(GuidBytes);
        return taken.IsEmpty ? Guid.Empty : new Guid(taken, bigEndian: true);
    }

    public PartitionId ReadPartition() => new(new TopicId(ReadGuid()), new PartitionIndex(ReadInt32()));

    /// <summary>Reads a number of entries, each of at least <paramref name="entryBytes"/>; a number that cannot fit counts as an overrun and gives 0.</summary>
    public int ReadCount(int entryBytes)
    {
        var count = ReadInt32();
        if (count >= 0 && (long)count * entryBytes <= _rest.Length)
            return count;

        Overran = true;
        return 0;
    }

    /// <summary>The next bytes; empty when there are fewer.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            Overran = true;
            _rest = default;
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
