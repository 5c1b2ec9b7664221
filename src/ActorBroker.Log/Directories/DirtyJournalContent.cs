using System.Buffers;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>What a <see cref="DirtyJournal"/>'s file holds after a stop of any kind.</summary>
/// <param name="Condition">
/// <see cref="StateFileCondition.Sound"/>, also when the end is torn. <see cref="StateFileCondition.Missing"/> or
/// <see cref="StateFileCondition.Damaged"/> when logs may be dirty that are not named: then all are taken for dirty.
/// </param>
/// <param name="Generation">The file's generation; 0 unless its header is good.</param>
/// <param name="Notes">The logs that were named, also by a file that is damaged elsewhere, with the last that was said of each.</param>
public sealed record DirtyJournalContent(
    StateFileCondition Condition, long Generation, IReadOnlyDictionary<PartitionId, DirtyNote> Notes)
{
    private const int RecordsAtOnce = 1024;

    // Of more wrong records than these a crash was the cause, not a bit.
    private const int WrongRecordsMax = 16;

    /// <summary>
    /// True when a record would be right but for one bit: no crash tears a record so. It may have been flushed though no later record vouches for it, and any
    /// log may be the one that it named.
    /// </summary>
    public bool HasFlippedBit { get; private init; }

    /// <summary>Reads a log directory's journal.</summary>
    /// <exception cref="NewerFormatException">A newer build wrote the file.</exception>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static DirtyJournalContent Load(ILogDisk disk, string directory)
    {
        var path = $"{directory}/{DirtyJournal.Name}";
        var notes = new Dictionary<PartitionId, DirtyNote>();
        if (!disk.FileExists(path))
            return new DirtyJournalContent(StateFileCondition.Missing, 0, notes);

        using var file = disk.Open(path, LogFileMode.Existing);
        var header = new byte[DirtyJournalFormat.HeaderBytes];
        var length = file.Read(0, header);
        var condition = DirtyJournalFormat.ReadHeader(header.AsSpan(0, length), out var version, out var generation);
        if (condition == StateFileCondition.Newer)
            throw new NewerFormatException(path, version, DirtyJournalFormat.Version);
        var hasFlippedBit = false;
        if (condition == StateFileCondition.Sound && !TryReadRecords(file, generation, notes, out hasFlippedBit))
            condition = StateFileCondition.Damaged;
        return new DirtyJournalContent(condition, generation, notes) { HasFlippedBit = hasFlippedBit };
    }

    /// <summary>Reads all that is there. False when a record is wrong that a later one says was flushed.</summary>
    private static bool TryReadRecords(ILogFile file, long generation, Dictionary<PartitionId, DirtyNote> notes, out bool hasFlippedBit)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(RecordsAtOnce * DirtyJournalFormat.RecordBytes);
        var room = buffer.AsSpan(0, RecordsAtOnce * DirtyJournalFormat.RecordBytes);
        var (number, firstWrong, wrongCount, durable) = (0, int.MaxValue, 0, 0);
        hasFlippedBit = false;
        int length;
        do
        {
            length = file.Read(DirtyJournalFormat.PositionOf(number), room);
            for (var rest = room[..length]; rest.Length >= DirtyJournalFormat.RecordBytes; number++)
            {
                if (DirtyJournalFormat.TryReadRecord(rest, generation, number, out var partition, out var note, out var flushed))
                {
                    notes[partition] = note;
                    durable = Math.Max(durable, flushed);
                }
                else
                {
                    firstWrong = Math.Min(firstWrong, number);
                    hasFlippedBit |= wrongCount++ < WrongRecordsMax && DirtyJournalFormat.IsOneBitOff(rest, generation, number);
                }

                rest = rest[DirtyJournalFormat.RecordBytes..];
            }
        }
        while (length == room.Length);

        ArrayPool<byte>.Shared.Return(buffer);
        return firstWrong >= durable;
    }
}
