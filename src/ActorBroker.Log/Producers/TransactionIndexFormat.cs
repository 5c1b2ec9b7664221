using System.Buffers;
using System.Buffers.Binary;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>
/// The bytes of a <c>.txnindex</c> file, as Kafka has them; big endian:
/// <c>(version:int16=0 producerId:int64 firstOffset:int64 lastOffset:int64 lastStableOffset:int64)*</c>, in order of last offsets.
/// A sealed file ends with <c>marker:int32 count:int32 check:uint32</c>: shorter than an entry, so Kafka ignores it. The check goes over blocks of
/// 1,024 entries, the last one shorter: CRC-32C of the check of the block before (0 at first), and the block.
/// </summary>
internal static class TransactionIndexFormat
{
    public const int EntryBytes = 34;
    public const int SealBytes = 12;

    private const int SealMarker = 0x41425449; // ABTI
    private const int SealCountPosition = 4;
    private const int SealCheckPosition = 8;
    private const int BlockEntries = 1024;

    private const short Version = 0;
    private const int ProducerPosition = 2;
    private const int FirstOffsetPosition = 10;
    private const int LastOffsetPosition = 18;
    private const int LastStableOffsetPosition = 26;

    public static long PositionOf(long index) => index * EntryBytes;

    public static void Write(Span<byte> target, in AbortedTransaction entry)
    {
        BinaryPrimitives.WriteInt16BigEndian(target, Version);
        BinaryPrimitives.WriteInt64BigEndian(target[ProducerPosition..], entry.Producer.Value);
        BinaryPrimitives.WriteInt64BigEndian(target[FirstOffsetPosition..], entry.FirstOffset.Value);
        BinaryPrimitives.WriteInt64BigEndian(target[LastOffsetPosition..], entry.LastOffset.Value);
        BinaryPrimitives.WriteInt64BigEndian(target[LastStableOffsetPosition..], entry.LastStableOffset.Value);
    }

    /// <summary>False when the numbers cannot be those of an aborted transaction.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out AbortedTransaction entry)
    {
        entry = new AbortedTransaction(
            new ProducerId(BinaryPrimitives.ReadInt64BigEndian(source[ProducerPosition..])),
            new Offset(BinaryPrimitives.ReadInt64BigEndian(source[FirstOffsetPosition..])),
            new Offset(BinaryPrimitives.ReadInt64BigEndian(source[LastOffsetPosition..])),
            new Offset(BinaryPrimitives.ReadInt64BigEndian(source[LastStableOffsetPosition..])));
        return BinaryPrimitives.ReadInt16BigEndian(source) == Version
            && entry.Producer.Value >= 0
            && entry.FirstOffset.Value >= 0
            && entry.LastOffset > entry.FirstOffset
            && entry.LastOffset.Value < long.MaxValue
            && entry.LastStableOffset.Value >= 0
            && entry.LastStableOffset <= entry.LastOffset + 1;
    }

    /// <summary>Reads one entry.</summary>
    /// <exception cref="DamagedTransactionIndexException">The file ends before it, or it is no entry.</exception>
    public static AbortedTransaction ReadAt(ILogFile file, long index)
    {
        Span<byte> bytes = stackalloc byte[EntryBytes];
        return file.Read(PositionOf(index), bytes) == EntryBytes && TryRead(bytes, out var entry)
            ? entry
            : throw new DamagedTransactionIndexException(file.Path, PositionOf(index));
    }

    /// <summary>How many of the first <paramref name="count"/> entries have a last offset below <paramref name="offset"/>; by halving.</summary>
    /// <exception cref="DamagedTransactionIndexException">An entry that was read is none.</exception>
    public static long CountBelow(ILogFile file, long count, Offset offset)
    {
        var (low, high) = (0L, count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ReadAt(file, middle).LastOffset < offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Reads the first <paramref name="count"/> entries, each of which must be one, with last offsets that rise.</summary>
    /// <param name="file">The index's file.</param>
    /// <param name="count">How many entries.</param>
    /// <param name="lastMarker">No last offset may lie below it at first; then the last entry's.</param>
    /// <param name="check">The seal's check over the entries.</param>
    /// <returns>False when one is missing or wrong.</returns>
    public static bool TryReadThrough(ILogFile file, long count, ref Offset lastMarker, out uint check)
    {
        check = 0;
        var block = ArrayPool<byte>.Shared.Rent(sizeof(uint) + (BlockEntries * EntryBytes));
        var isSound = true;
        for (var index = 0L; index < count && isSound; index += BlockEntries)
        {
            var bytes = block.AsSpan(0, sizeof(uint) + ((int)Math.Min(BlockEntries, count - index) * EntryBytes));
            var entries = bytes[sizeof(uint)..];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, check);
            isSound = file.Read(PositionOf(index), entries) == entries.Length && AreInOrder(entries, ref lastMarker);
            check = Crc32C.Compute(bytes);
        }

        ArrayPool<byte>.Shared.Return(block);
        return isSound;
    }

    /// <summary>Writes the seal behind <paramref name="count"/> entries.</summary>
    public static void WriteSeal(ILogFile file, long count, uint check)
    {
        Span<byte> seal = stackalloc byte[SealBytes];
        FillSeal(seal, count, check);
        file.Write(PositionOf(count), seal);
    }

    /// <summary>True when the seal of these entries lies behind them.</summary>
    public static bool HasSeal(ILogFile file, long count, uint check)
    {
        Span<byte> expected = stackalloc byte[SealBytes];
        Span<byte> found = stackalloc byte[SealBytes];
        FillSeal(expected, count, check);
        return file.Read(PositionOf(count), found) == SealBytes && found.SequenceEqual(expected);
    }

    private static void FillSeal(Span<byte> seal, long count, uint check)
    {
        BinaryPrimitives.WriteInt32BigEndian(seal, SealMarker);
        BinaryPrimitives.WriteInt32BigEndian(seal[SealCountPosition..], (int)count);
        BinaryPrimitives.WriteUInt32BigEndian(seal[SealCheckPosition..], check);
    }

    private static bool AreInOrder(ReadOnlySpan<byte> entries, ref Offset lastMarker)
    {
        for (; entries.Length > 0; entries = entries[EntryBytes..])
        {
            if (!TryRead(entries, out var entry) || entry.LastOffset <= lastMarker)
                return false;
            lastMarker = entry.LastOffset;
        }

        return true;
    }
}
