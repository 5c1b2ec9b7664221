using System.Buffers.Binary;

namespace ActorBroker.Model.Records;

/// <summary>The key of a control record: version int16, type int16.</summary>
/// <param name="Version">The version of the key, 0 and up; a later one may have more bytes behind the type.</param>
/// <param name="Type">What the record says; may be a number that has no name here.</param>
public readonly record struct ControlRecordKey(short Version, ControlRecordType Type)
{
    /// <summary>How many bytes <see cref="WriteTo"/> writes.</summary>
    public const int SizeInBytes = 2 * sizeof(short);

    /// <summary>Reads a control record's key; false when it is null, too short, or of a negative version.</summary>
    public static bool TryParse(NullableBytes key, out ControlRecordKey parsed)
    {
        parsed = default;
        if (key.Span.Length < SizeInBytes)
            return false;

        parsed = new ControlRecordKey(
            BinaryPrimitives.ReadInt16BigEndian(key.Span),
            (ControlRecordType)BinaryPrimitives.ReadInt16BigEndian(key.Span[sizeof(short)..]));
        return parsed.Version >= 0;
    }

    /// <summary>Writes the key to the first <see cref="SizeInBytes"/> bytes.</summary>
    public void WriteTo(Span<byte> target)
    {
        BinaryPrimitives.WriteInt16BigEndian(target, Version);
        BinaryPrimitives.WriteInt16BigEndian(target[sizeof(short)..], (short)Type);
    }
}
