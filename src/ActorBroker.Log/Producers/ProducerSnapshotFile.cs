using System.Buffers.Binary;
using ActorBroker.Log.Directories;
using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>
/// The file <c>offset.snapshot</c> (20 digits): the state of all producers at an offset. It begins as Kafka's version 1, so that either
/// broker reads the other's; big endian:
/// <code>
/// version:int16 crc:uint32 count:int32
/// (producerId:int64 epoch:int16 lastSequence:int32 lastOffset:int64 offsetDelta:int32 timestamp:int64
///  coordinatorEpoch:int32 transactionFirstOffset:int64)*count
/// </code>
/// Behind it, where Kafka does not look, lies what Kafka's snapshots forget; a file of Kafka's own ends before it:
/// <code>
/// marker:int32 extensionVersion:int16
/// unreplicated:int32 (firstOffset:int64 markerOffset:int64)*unreplicated
/// (newestTimestamp:int64 earlier:int8 (lastSequence:int32 offsetDelta:int32 lastOffset:int64 timestamp:int64)*earlier)*count
/// </code>
/// The checksum is CRC-32C of all behind it.
/// </summary>
internal static class ProducerSnapshotFile
{
    public const int EntryBytes = 46;
    public const int ExtensionMarker = 0x41425053; // ABPS
    public const short ExtensionVersion = 1;
    public const int UnreplicatedBytes = 2 * sizeof(long);
    public const int EarlierBytes = 24;

    private const short Version = 1;
    private const int CrcPosition = sizeof(short);
    private const int CheckedPosition = CrcPosition + sizeof(uint);
    private const int HeaderBytes = CheckedPosition + sizeof(int);
    private const int ExtensionHeaderBytes = sizeof(int) + sizeof(short) + sizeof(int);
    private const int ExtensionEntryBytes = sizeof(long) + sizeof(byte);

    public static byte[] Encode(
        IReadOnlyCollection<ProducerEntry> producers, IReadOnlyList<(Offset First, Offset Marker)> unreplicated)
    {
        var bytes = (long)HeaderBytes + ExtensionHeaderBytes + ((long)unreplicated.Count * UnreplicatedBytes);
        foreach (var entry in producers)
            bytes += EntryBytes + ExtensionEntryBytes + (EarlierCount(entry) * EarlierBytes);

        var file = new byte[bytes];
        var writer = new StateWriter(file);
        writer.Write(Version);
        writer.Write(0);
        writer.Write(producers.Count);
        foreach (var entry in producers)
            WriteEntry(ref writer, entry);
        WriteExtension(ref writer, producers, unreplicated);

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(CrcPosition), Crc32C.Compute(file.AsSpan(CheckedPosition)));
        return file;
    }

    /// <summary>
    /// Reads a snapshot at <paramref name="offset"/>. Both lists are empty unless the result is <see cref="StateFileCondition.Sound"/>.
    /// A leading version other than 1 counts as damage, since the checksum leaves it out; only a newer extension gives
    /// <see cref="StateFileCondition.Newer"/>.
    /// </summary>
    public static StateFileCondition Decode(
        ReadOnlySpan<byte> file,
        Offset offset,
        out IReadOnlyList<ProducerEntry> producers,
        out IReadOnlyList<(Offset First, Offset Marker)> unreplicated)
    {
        (producers, unreplicated) = ([], []);
        if (file.Length < HeaderBytes
            || BinaryPrimitives.ReadInt16BigEndian(file) != Version
            || BinaryPrimitives.ReadUInt32BigEndian(file[CrcPosition..]) != Crc32C.Compute(file[CheckedPosition..]))
            return StateFileCondition.Damaged;

        var reader = new ProducerSnapshotReader(file[CheckedPosition..], offset);
        var condition = reader.Read();
        if (condition == StateFileCondition.Sound)
            (producers, unreplicated) = (reader.Producers, reader.Unreplicated);
        return condition;
    }

    private static int EarlierCount(ProducerEntry entry) => Math.Max(0, entry.BatchCount - 1);

    private static AppendedBatch Newest(ProducerEntry entry) => entry.BatchCount == 0
        ? new AppendedBatch(Sequence.None, 0, Offset.None, -1)
        : entry.Batch(entry.BatchCount - 1);

    private static void WriteEntry(ref StateWriter writer, ProducerEntry entry)
    {
        var newest = Newest(entry);
        writer.Write(entry.Producer.Value);
        writer.Write(entry.Epoch.Value);
        writer.Write(newest.LastSequence.Value);
        writer.Write(newest.LastOffset.Value);
        writer.Write(newest.OffsetDelta);
        writer.Write(entry.LastTimestamp);
        writer.Write(entry.CoordinatorEpoch);
        writer.Write(entry.TransactionFirstOffset.Value);
    }

    private static void WriteExtension(
        ref StateWriter writer,
        IReadOnlyCollection<ProducerEntry> producers,
        IReadOnlyList<(Offset First, Offset Marker)> unreplicated)
    {
        writer.Write(ExtensionMarker);
        writer.Write(ExtensionVersion);
        writer.Write(unreplicated.Count);
        foreach (var (first, marker) in unreplicated)
        {
            writer.Write(first.Value);
            writer.Write(marker.Value);
        }

        foreach (var entry in producers)
        {
            var earlier = EarlierCount(entry);
            writer.Write(Newest(entry).Timestamp);
            writer.Write((byte)earlier);
            for (var index = 0; index < earlier; index++)
                WriteBatch(ref writer, entry.Batch(index));
        }
    }

    private static void WriteBatch(ref StateWriter writer, in AppendedBatch batch)
    {
        writer.Write(batch.LastSequence.Value);
        writer.Write(batch.OffsetDelta);
        writer.Write(batch.LastOffset.Value);
        writer.Write(batch.Timestamp);
    }
}
