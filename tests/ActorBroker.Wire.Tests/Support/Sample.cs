using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Tests.Support;

/// <summary>Bytes written by hand, and what reading them gives.</summary>
internal static class Sample
{
    /// <summary>Reads a message; true when the bytes were such a message.</summary>
    public static bool TryRead(MessageDescription message, short version, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new WireReader(bytes);
            Described.New(message).Read(ref reader, version);
            return true;
        }
        catch (MalformedMessageException)
        {
            return false;
        }
    }

    /// <summary>Reads hexadecimal digits as a message, and expects it to fail.</summary>
    public static MalformedMessageException Malformed<T>(short version, string hex)
        where T : IMessage, new() => Assert.Throws<MalformedMessageException>(() => MessageCodec.Read<T>(Bytes(hex), version));

    /// <summary>Reads hexadecimal digits as a message.</summary>
    public static T Read<T>(short version, string hex)
        where T : IMessage, new() => MessageCodec.Read<T>(Bytes(hex), version);

    /// <summary>Hexadecimal digits of the message.</summary>
    public static string Hex(IMessage message, short version) => Convert.ToHexStringLower(MessageCodec.ToArray(message, version));

    /// <summary>The bytes of hexadecimal digits, which may have spaces between them.</summary>
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
