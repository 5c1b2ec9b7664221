using System.Buffers.Binary;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>
/// Strings as UTF-8, integers as 4 and 8 bytes, little-endian. Identifier 17, manifests as the official runtime sends
/// them by default; the short ones and those of .NET Framework are understood, too.
/// </summary>
internal sealed class PrimitiveSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string CoreLibrary = ", System.Private.CoreLib";
    private const string FrameworkLibrary = ", mscorlib";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override int Identifier => 17;

    public override string Manifest(object o) => o switch
    {
        string or int or long => o.GetType().FullName + CoreLibrary,
        _ => throw Refused(o),
    };

    public override byte[] ToBinary(object obj)
    {
        switch (obj)
        {
            case string text:
                return Utf8.GetBytes(text);
            case int number:
                var four = new byte[sizeof(int)];
                BinaryPrimitives.WriteInt32LittleEndian(four, number);
                return four;
            case long number:
                var eight = new byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(eight, number);
                return eight;
            default:
                throw Refused(obj);
        }
    }

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "S" or "System.String" + CoreLibrary or "System.String" + FrameworkLibrary => ReadText(bytes),
        "I" or "System.Int32" + CoreLibrary or "System.Int32" + FrameworkLibrary when bytes.Length == sizeof(int) =>
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "L" or "System.Int64" + CoreLibrary or "System.Int64" + FrameworkLibrary when bytes.Length == sizeof(long) =>
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => throw new SerializationException($"{bytes.Length} bytes with the manifest '{manifest}' are no string, int or long."),
    };

    private static string ReadText(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException cause)
        {
            throw new SerializationException("The bytes of a string are not UTF-8.", cause);
        }
    }

    private static NotSupportedException Refused(object o) =>
        new($"{nameof(PrimitiveSerializer)} serializes strings, ints and longs, not {o.GetType()}.");
}
