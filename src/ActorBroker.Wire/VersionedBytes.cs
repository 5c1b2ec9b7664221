using System.Buffers.Binary;

namespace ActorBroker.Wire;

/// <summary>
/// Messages that carry their version with them: two bytes of version, then the message. So are the values in internal topics, and what
/// consumers tell each other through their group. The keys in internal topics carry the record's type in its place.
/// </summary>
/// <remarks>Any thread.</remarks>
public static class VersionedBytes
{
    private const int PrefixBytes = sizeof(short);

    /// <summary>The message behind its version.</summary>
    /// <exception cref="UnwritableMessageException">The version cannot say it.</exception>
    public static byte[] Write(IMessage message, short version) => Write(message, version, prefix: version);

    /// <summary>A key behind its record's type. Keys have one version, 0.</summary>
    /// <exception cref="UnwritableMessageException">A string in it is too long.</exception>
    public static byte[] WriteKey(ITypedRecord key) => Write(key, version: 0, prefix: key.RecordType);

    /// <summary>The type of a record, of its key's bytes; null when they are too few to have one.</summary>
    public static short? TypeOfKey(ReadOnlySpan<byte> key) => key.Length < PrefixBytes ? null : BinaryPrimitives.ReadInt16BigEndian(key);

    /// <summary>Reads a key, whose type the caller has looked at.</summary>
    /// <exception cref="MalformedMessageException">The bytes are no such key.</exception>
    public static T ReadKey<T>(ReadOnlyMemory<byte> bytes)
        where T : ITypedRecord, new() => Read<T>(bytes, _ => 0);

    /// <summary>Reads a message in the version that it carries.</summary>
    /// <exception cref="MalformedMessageException">The bytes are no such message, or its version is not described.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> bytes)
        where T : IMessage, new() => Read<T>(bytes, version => version);

    /// <summary>
    /// Reads a message in the version that it carries or, if that is newer than all we know, in the newest that we do: newer versions of what
    /// consumers tell each other only add fields at the end.
    /// </summary>
    /// <exception cref="MalformedMessageException">The bytes are no such message, or its version is negative.</exception>
    public static T ReadNewest<T>(ReadOnlyMemory<byte> bytes)
        where T : IMessage, new() => Read<T>(bytes, version => Math.Min(version, new T().Versions.Last));

    private static byte[] Write(IMessage message, short version, short prefix)
    {
        var bytes = new byte[PrefixBytes + MessageCodec.Measure(message, version).Bytes];
        BinaryPrimitives.WriteInt16BigEndian(bytes, prefix);
        var writer = new WireWriter(bytes.AsSpan(PrefixBytes));
        message.Write(ref writer, version);
        return bytes;
    }

    private static T Read<T>(ReadOnlyMemory<byte> bytes, Func<short, short> versionFor)
        where T : IMessage, new()
    {
        var message = new T();
        var reader = new WireReader(bytes);
        var version = versionFor(reader.ReadInt16(message.MessageName + ".version"));
        if (!message.Versions.Contains(version))
            throw new MalformedMessageException(message.MessageName + ".version", 0, MessageDefect.UnknownVersion);
        message.Read(ref reader, version);
        return message;
    }
}
