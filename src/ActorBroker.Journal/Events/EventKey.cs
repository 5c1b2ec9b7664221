using System.Buffers.Binary;
using ActorBroker.Journal.Payloads;

namespace ActorBroker.Journal.Events;

/// <summary>
/// The key of a record of the journal, by which the log is compacted: <c>'e' sequenceNr:int64 persistenceId[rest]</c> for an event and for the tombstone
/// that removes it, <c>'d' persistenceId[rest]</c> for the mark that says up to where an actor's events are deleted.
/// </summary>
internal readonly ref struct EventKey
{
    private const byte EventKind = (byte)'e';
    private const byte DeletionKind = (byte)'d';

    private EventKey(bool isEvent, long sequenceNr, ReadOnlySpan<byte> id)
    {
        IsEvent = isEvent;
        SequenceNr = sequenceNr;
        Id = id;
    }

    /// <summary>True for an event, false for a mark of deletion.</summary>
    public bool IsEvent { get; }

    /// <summary>The event's number; 0 for a mark.</summary>
    public long SequenceNr { get; }

    /// <summary>The persistence id in UTF-8.</summary>
    public ReadOnlySpan<byte> Id { get; }

    public static void WriteEvent(FieldWriter writer, long sequenceNr, string persistenceId)
    {
        writer.Write(EventKind);
        writer.Write(sequenceNr);
        writer.WriteUtf8(persistenceId);
    }

    public static void WriteDeletion(FieldWriter writer, string persistenceId)
    {
        writer.Write(DeletionKind);
        writer.WriteUtf8(persistenceId);
    }

    /// <summary>False for a key of a kind that there is not.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EventKey key)
    {
        key = default;
        if (bytes.Length >= 1 + sizeof(long) && bytes[0] == EventKind)
            key = new EventKey(true, BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), bytes[(1 + sizeof(long))..]);
        else if (bytes.Length >= 1 && bytes[0] == DeletionKind)
            key = new EventKey(false, 0, bytes[1..]);
        else
            return false;

        return true;
    }
}
