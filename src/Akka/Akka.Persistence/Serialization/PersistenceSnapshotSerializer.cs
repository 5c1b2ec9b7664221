using System.Buffers;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;

namespace Akka.Persistence.Serialization;

/// <summary>
/// Serializes snapshots, identifier 8: a protocol buffers message of <c>1 serializerId int32, 2 payload bytes,
/// 3 payloadManifest bytes</c>, the payload by the serializer that is bound to its type.
/// </summary>
public class PersistenceSnapshotSerializer(ExtendedActorSystem system) : Akka.Serialization.Serializer(system)
{
    private const byte SerializerIdTag = (1 << 3) | 0;
    private const byte PayloadTag = (2 << 3) | 2;
    private const byte ManifestTag = (3 << 3) | 2;

    /// <inheritdoc/>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    /// <exception cref="SerializationException">No serializer is bound to the type of what was saved.</exception>
    public override byte[] ToBinary(object obj)
    {
        if (obj is not Snapshot snapshot)
            throw new NotSupportedException($"{nameof(PersistenceSnapshotSerializer)} serializes snapshots, not {obj.GetType()}.");

        var serializer = system.Serialization.FindSerializerFor(snapshot.Data);
        var manifest = Akka.Serialization.Serialization.ManifestFor(serializer, snapshot.Data);
        var bytes = new ArrayBufferWriter<byte>();
        WriteVarint(bytes, SerializerIdTag, (ulong)serializer.Identifier);
        WriteBytes(bytes, PayloadTag, serializer.ToBinary(snapshot.Data));
        if (manifest.Length > 0)
            WriteBytes(bytes, ManifestTag, Encoding.UTF8.GetBytes(manifest));
        return bytes.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, Type? type)
    {
        var (identifier, payload, manifest) = (0, (byte[]?)null, "");
        for (ReadOnlySpan<byte> rest = bytes; !rest.IsEmpty;)
        {
            switch (ReadVarint(ref rest))
            {
                case SerializerIdTag:
                    identifier = unchecked((int)ReadVarint(ref rest));
                    break;
                case PayloadTag:
                    payload = ReadBytes(ref rest).ToArray();
                    break;
                case ManifestTag:
                    manifest = Encoding.UTF8.GetString(ReadBytes(ref rest));
                    break;
                default:
                    throw new SerializationException("The bytes of a snapshot have a field that there is none of.");
            }
        }

        // What a crash leaves of a file may be empty; that is no snapshot of nothing.
        return payload is null
            ? throw new SerializationException("The bytes of a snapshot have no payload.")
            : new Snapshot(system.Serialization.Deserialize(payload, identifier, manifest));
    }

    private static void WriteBytes(ArrayBufferWriter<byte> target, byte tag, byte[] bytes)
    {
        WriteVarint(target, tag, (ulong)bytes.Length);
        target.Write(bytes);
    }

    private static void WriteVarint(ArrayBufferWriter<byte> target, byte tag, ulong value)
    {
        Span<byte> bytes = [tag, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var length = 1;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        target.Write(bytes[..length]);
    }

    private static ReadOnlySpan<byte> ReadBytes(ref ReadOnlySpan<byte> rest)
    {
        var length = ReadVarint(ref rest);
        if (length > (ulong)rest.Length)
            throw new SerializationException($"A field of a snapshot has {length} bytes, of which {rest.Length} are there.");

        var bytes = rest[..(int)length];
        rest = rest[(int)length..];
        return bytes;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> rest)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && !rest.IsEmpty; shift += 7)
        {
            var next = rest[0];
            rest = rest[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new SerializationException("A number in a snapshot is cut off.");
    }
}
