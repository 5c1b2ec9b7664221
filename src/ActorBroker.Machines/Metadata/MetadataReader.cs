using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>
/// Reads what <see cref="MetadataWriter"/> wrote. Nothing is allocated on the word of a length: a list or text is believed only when the bytes
/// for it are there. Every other input gives a <see cref="MetadataFormatException"/>.
/// </summary>
internal ref struct MetadataReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>The longest text, as on Kafka's wire (int16).</summary>
    public const int TextBytesMax = short.MaxValue;

    private const int GuidBytes = 16;
    private const int LastShift = 56;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public static MetadataFormatException Malformed(string what) => new(MetadataFormatFault.Malformed, what);

    public byte ReadByte() => Take(1)[0];

    public bool ReadFlag() => ReadByte() switch
    {
        0 => false,
        1 => true,
        _ => throw Malformed("a flag is neither 0 nor 1"),
    };

    /// <summary>A number from 0 to <paramref name="max"/>.</summary>
    public long ReadNumber(long max)
    {
        var value = 0L;
        for (var shift = 0; shift <= LastShift; shift += 7)
        {
            var part = ReadByte();
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
                return value <= max ? value : throw Malformed("a number is too high");
        }

        throw Malformed("a number runs on too long");
    }

    public int ReadInt32() => (int)ReadNumber(int.MaxValue);

    public short ReadInt16() => (short)ReadNumber(short.MaxValue);

    public long ReadInt64() => ReadNumber(long.MaxValue);

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    public Guid ReadGuid() => new(Take(GuidBytes), bigEndian: true);

    public BrokerId ReadBroker() => new(ReadInt32());

    /// <summary>The length of a list whose entries take at least <paramref name="entryBytes"/> each, at most what the rest can hold.</summary>
    public int ReadCount(int entryBytes) => (int)ReadNumber(_rest.Length / entryBytes);

    public string ReadText()
    {
        var text = Take((int)ReadNumber(TextBytesMax));
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw Malformed("a text is not UTF-8");
    }

    public string? ReadTextOrNull() => ReadFlag() ? ReadText() : null;

    /// <summary>A text of at least one letter.</summary>
    public string ReadName()
    {
        var name = ReadText();
        return name.Length > 0 ? name : throw Malformed("a name is empty");
    }

    public ImmutableArray<BrokerId> ReadBrokers()
    {
        var brokers = new BrokerId[ReadCount(1)];
        for (var index = 0; index < brokers.Length; index++)
            brokers[index] = ReadBroker();
        return ImmutableCollectionsMarshal.AsImmutableArray(brokers);
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw Malformed("the bytes end too early");

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
