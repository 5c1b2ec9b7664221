using System.Buffers.Binary;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>
/// The bytes of the file <c>dirty</c>; big endian:
/// <code>
/// kind:uint32 version:int32 generation:int64 crc:uint32
/// (topicId:byte[16] partition:int32 logStart:int64 recoveryPoint:int64 durable:int32 crc:uint32)*
/// </code>
/// A later record of a log replaces an earlier one. Both offsets are -1 for a replica that was deleted.
/// The header's checksum is CRC-32C of all before it; a record's is that of the generation, the record's number from 0, and the record's own
/// bytes before it, so that a record of an older file, or of another place, counts for nothing. <c>durable</c> is how many records
/// were flushed when this one was written: below it nothing can be torn.
/// </summary>
internal static class DirtyJournalFormat
{
    public const int Version = 1;
    public const int HeaderBytes = 20;
    public const int RecordBytes = 44;

    private const uint Kind = 0x4142444A; // ABDJ
    private const int GenerationPosition = 8;
    private const int CheckedHeaderBytes = 16;
    private const int PlaceBytes = sizeof(long) + sizeof(int);
    private const int CheckedRecordBytes = 40;

    public static long PositionOf(int record) => HeaderBytes + ((long)record * RecordBytes);

    public static void WriteHeader(Span<byte> target, long generation)
    {
        var writer = new StateWriter(target);
        writer.Write((int)Kind);
        writer.Write(Version);
        writer.Write(generation);
        writer.Write((int)Crc32C.Compute(target[..CheckedHeaderBytes]));
    }

    public static StateFileCondition ReadHeader(ReadOnlySpan<byte> header, out int version, out long generation)
    {
        (version, generation) = (0, 0);
        if (header.Length < HeaderBytes
            || BinaryPrimitives.ReadUInt32BigEndian(header) != Kind
            || BinaryPrimitives.ReadUInt32BigEndian(header[CheckedHeaderBytes..]) != Crc32C.Compute(header[..CheckedHeaderBytes]))
            return StateFileCondition.Damaged;

        version = BinaryPrimitives.ReadInt32BigEndian(header[sizeof(uint)..]);
        generation = BinaryPrimitives.ReadInt64BigEndian(header[GenerationPosition..]);
        return version switch
        {
            < 1 => StateFileCondition.Damaged,
            > Version => StateFileCondition.Newer,
            _ => StateFileCondition.Sound,
        };
    }

    public static void WriteRecord(
        Span<byte> target, long generation, int number, PartitionId partition, DirtyNote note, int durable)
    {
        var writer = new StateWriter(target);
        writer.Write(partition);
        writer.Write(note.LogStart.Value);
        writer.Write(note.RecoveryPoint.Value);
        writer.Write(durable);
        writer.Write((int)Checksum(target, generation, number));
    }

    /// <summary>False when the bytes are not this record of this journal.</summary>
    public static bool TryReadRecord(
        ReadOnlySpan<byte> source, long generation, int number, out PartitionId partition, out DirtyNote note, out int durable)
    {
        var reader = new StateReader(source);
        partition = reader.ReadPartition();
        note = new DirtyNote(new Offset(reader.ReadInt64()), new Offset(reader.ReadInt64()));
        durable = reader.ReadInt32();
        return (uint)reader.ReadInt32() == Checksum(source, generation, number)
            && partition.Index.Value >= 0
            && durable >= 0
            && (note == DirtyNote.Deleted || (note.LogStart >= Offset.Zero && note.RecoveryPoint >= Offset.Zero));
    }

    /// <summary>True when turning one bit over makes the bytes this record of this journal.</summary>
    public static bool IsOneBitOff(ReadOnlySpan<byte> source, long generation, int number)
    {
        Span<byte> record = stackalloc byte[RecordBytes];
        source[..RecordBytes].CopyTo(record);
        for (var bit = 0; bit < RecordBytes * 8; bit++)
        {
            record[bit / 8] ^= (byte)(1 << (bit % 8));
            if (TryReadRecord(record, generation, number, out _, out _, out _))
                return true;
            record[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        return false;
    }

    private static uint Checksum(ReadOnlySpan<byte> record, long generation, int number)
    {
        Span<byte> bytes = stackalloc byte[PlaceBytes + CheckedRecordBytes];
        var writer = new StateWriter(bytes);
        writer.Write(generation);
        writer.Write(number);
        writer.Write(record[..CheckedRecordBytes]);
        return Crc32C.Compute(bytes);
    }
}
