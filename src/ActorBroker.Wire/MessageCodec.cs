using System.Buffers;
using ActorBroker.Model;

namespace ActorBroker.Wire;

/// <summary>Whole messages, to bytes and from them.</summary>
public static class MessageCodec
{
    /// <summary>How long the message is in this version, in bytes.</summary>
    /// <exception cref="UnwritableMessageException">The version cannot say it, or it is longer than 2 GiB.</exception>
    public static WireSize Measure(IMessage message, short version)
    {
        Invariant.Holds(message.Versions.Contains(version), "a message is written in a version that it has");
        var size = new WireSize();
        message.Measure(ref size, version);
        return size.Bytes <= Array.MaxLength ? size : throw UnwritableMessageException.TooLong(message.MessageName, version);
    }

    /// <summary>Writes the message behind what is there.</summary>
    /// <exception cref="UnwritableMessageException">As for <see cref="Measure"/>; then nothing is written.</exception>
    public static void Write(IMessage message, short version, IBufferWriter<byte> output)
    {
        var bytes = (int)Measure(message, version).Bytes;
        var writer = new WireWriter(output.GetSpan(bytes)[..bytes]);
        message.Write(ref writer, version);
        Invariant.Holds(writer.Position == bytes, "a message is as long as it was measured");
        output.Advance(bytes);
    }

    /// <summary>The message in an array of its own.</summary>
    /// <exception cref="UnwritableMessageException">As for <see cref="Measure"/>.</exception>
    public static byte[] ToArray(IMessage message, short version)
    {
        var bytes = new byte[Measure(message, version).Bytes];
        var writer = new WireWriter(bytes);
        message.Write(ref writer, version);
        Invariant.Holds(writer.Position == bytes.Length, "a message is as long as it was measured");
        return bytes;
    }

    /// <summary>Reads a message from the beginning of the bytes. Its bytes and records are slices of them.</summary>
    /// <exception cref="MalformedMessageException">The bytes are not what the version says.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> bytes, short version)
        where T : IMessage, new()
    {
        var message = new T();
        Invariant.Holds(message.Versions.Contains(version), "a message is read in a version that it has");
        var reader = new WireReader(bytes);
        message.Read(ref reader, version);
        return message;
    }
}
