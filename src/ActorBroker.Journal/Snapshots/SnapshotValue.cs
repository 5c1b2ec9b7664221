using System.Globalization;
using ActorBroker.Journal.Payloads;

namespace ActorBroker.Journal.Snapshots;

/// <summary>The value of a snapshot's record, schema version 1: <c>version:byte payload[rest]</c>, the payload as <see cref="PayloadSerializer"/> makes it.</summary>
internal static class SnapshotValue
{
    /// <summary>The newest version that this build reads, and the one that it writes.</summary>
    public const byte Version = 1;

    /// <exception cref="Exception">Whatever the payload's serializer throws.</exception>
    public static void Write(FieldWriter writer, PayloadSerializer payloads, object snapshot)
    {
        writer.Write(Version);
        payloads.Write(writer, snapshot);
    }

    /// <exception cref="UnreadableEntryException">A newer build wrote the value, or it is cut off.</exception>
    /// <exception cref="Exception">Whatever the payload's serializer throws.</exception>
    public static object Read(ReadOnlySpan<byte> value, PayloadSerializer payloads, string persistenceId, long sequenceNr)
    {
        var reader = new FieldReader(value);
        var version = reader.ReadByte();
        return version == Version
            ? payloads.Read(ref reader)
            : throw new UnreadableEntryException(
                persistenceId, sequenceNr, string.Create(CultureInfo.InvariantCulture, $"it has schema version {version}; this build reads version {Version}."));
    }
}
