using System.Globalization;
using ActorBroker.Journal.Payloads;
using Akka.Persistence;

namespace ActorBroker.Journal.Events;

/// <summary>
/// The value of an event's record, schema version 1, numbers big endian: <c>version:byte previous:int64 ticks:int64 writer manifest:text payload[rest]</c>.
/// <c>previous</c> is the number of the same actor's event before, 0 for none, so that a missing one is noticed. <c>writer</c> is <c>0</c> for none,
/// <c>1 guid[16]</c>, or <c>2 text</c>. A text is its length in two bytes and UTF-8; the payload is what <see cref="PayloadSerializer"/> makes.
/// </summary>
internal static class EventValue
{
    /// <summary>The newest version that this build reads, and the one that it writes.</summary>
    public const byte Version = 1;

    private const byte NoWriter = 0;
    private const byte GuidWriter = 1;
    private const byte TextWriter = 2;
    private const int GuidBytes = 16;

    /// <exception cref="Exception">Whatever the payload's serializer throws.</exception>
    public static void Write(FieldWriter writer, PayloadSerializer payloads, IPersistentRepresentation @event, long previous)
    {
        writer.Write(Version);
        writer.Write(previous);
        writer.Write(@event.Timestamp);
        WriteWriter(writer, @event.WriterGuid ?? "");
        writer.WriteText(@event.Manifest ?? "");
        payloads.Write(writer, @event.Payload is Akka.Persistence.Journal.Tagged tagged ? tagged.Payload : @event.Payload);
    }

    /// <summary>The number of the event before; null where a newer build wrote the value, or it is cut off.</summary>
    public static long? PreviousIn(ReadOnlySpan<byte> value)
    {
        var reader = new FieldReader(value);
        var version = reader.ReadByte();
        var previous = reader.ReadInt64();
        return version == Version && !reader.Overran ? previous : null;
    }

    /// <exception cref="UnreadableEntryException">A newer build wrote the value, or it is cut off.</exception>
    /// <exception cref="Exception">Whatever the payload's serializer throws.</exception>
    public static Persistent Read(ReadOnlySpan<byte> value, PayloadSerializer payloads, string persistenceId, long sequenceNr)
    {
        var reader = new FieldReader(value);
        var version = reader.ReadByte();
        if (version > Version)
        {
            throw new UnreadableEntryException(
                persistenceId, sequenceNr, string.Create(CultureInfo.InvariantCulture, $"it has schema version {version}; this build reads up to {Version}."));
        }

        reader.ReadInt64();
        var ticks = reader.ReadInt64();
        var writer = ReadWriter(ref reader);
        var manifest = reader.ReadText();
        if (reader.Overran || version == 0)
            throw new UnreadableEntryException(persistenceId, sequenceNr, "its record is cut off.");

        return new Persistent(payloads.Read(ref reader), sequenceNr, persistenceId, manifest, writerGuid: writer, timestamp: ticks);
    }

    private static void WriteWriter(FieldWriter writer, string text)
    {
        if (text.Length == 0)
        {
            writer.Write(NoWriter);
        }
        else if (Guid.TryParseExact(text, "D", out var guid) && guid.ToString("D") == text)
        {
            writer.Write(GuidWriter);
            Span<byte> bytes = stackalloc byte[GuidBytes];
            guid.TryWriteBytes(bytes, bigEndian: true, out _);
            writer.Write(bytes);
        }
        else
        {
            writer.Write(TextWriter);
            writer.WriteText(text);
        }
    }

    private static string ReadWriter(ref FieldReader reader) => reader.ReadByte() switch
    {
        GuidWriter => reader.Take(GuidBytes) is { IsEmpty: false } guid ? new Guid(guid, bigEndian: true).ToString("D") : "",
        TextWriter => reader.ReadText(),
        _ => "",
    };
}
