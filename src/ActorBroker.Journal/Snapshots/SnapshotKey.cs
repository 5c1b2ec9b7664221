using ActorBroker.Journal.Payloads;

namespace ActorBroker.Journal.Snapshots;

/// <summary>
/// The key of a snapshot's record, by which the log is compacted: <c>'s' sequenceNr:int64 ticks:int64 persistenceId[rest]</c>, numbers big endian, the time
/// in ticks of 100 ns since year 1, UTC. A tombstone under the same key deletes the snapshot.
/// </summary>
internal readonly ref struct SnapshotKey
{
    private const byte Kind = (byte)'s';

    private SnapshotKey(long sequenceNr, long ticks, ReadOnlySpan<byte> id)
    {
        SequenceNr = sequenceNr;
        Ticks = ticks;
        Id = id;
    }

    /// <summary>The snapshot's sequence number.</summary>
    public long SequenceNr { get; }

    /// <summary>The snapshot's time.</summary>
    public long Ticks { get; }

    /// <summary>The persistence id in UTF-8.</summary>
    public ReadOnlySpan<byte> Id { get; }

    public static void Write(FieldWriter writer, string persistenceId, long sequenceNr, long ticks)
    {
        writer.Write(Kind);
        writer.Write(sequenceNr);
        writer.Write(ticks);
        writer.WriteUtf8(persistenceId);
    }

    /// <summary>False for a key of a kind that there is not.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SnapshotKey key)
    {
        var reader = new FieldReader(bytes);
        var isSnapshot = reader.ReadByte() == Kind;
        key = new SnapshotKey(reader.ReadInt64(), reader.ReadInt64(), reader.Rest);
        return isSnapshot && !reader.Overran;
    }
}
