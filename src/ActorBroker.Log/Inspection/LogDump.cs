using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Inspection;

/// <summary>
/// Shows what lies in the segments of a log, for people who look for what went wrong. Reads only, takes no lock, and needs no log to be
/// open: of a log that is being written, the end may look torn.
/// </summary>
/// <param name="disk">The disk.</param>
/// <param name="options">How much is shown.</param>
/// <remarks>
/// Lazy: one batch is in memory at a time, at most the file's largest plus <see cref="LogDumpOptions.InflatedBytesMax"/> and the objects for its
/// records. Damage ends nothing: bytes that are no batch are one item, and the next sound batch follows.
/// </remarks>
public sealed class LogDump(ILogDisk disk, LogDumpOptions options)
{
    /// <summary>The batches of all replicas of a log directory, replica by replica in the order of their names.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public IEnumerable<DumpedBatch> OfLogDirectory(string path)
    {
        foreach (var entry in disk.List(path))
        {
            if (!entry.IsDirectory || !PartitionId.TryParse(entry.Name, out _))
                continue;
            foreach (var batch in OfReplica($"{path}/{entry.Name}"))
                yield return batch;
        }
    }

    /// <summary>The batches of one replica's directory, in order.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public IEnumerable<DumpedBatch> OfReplica(string directory)
    {
        foreach (var (baseOffset, _) in SegmentListing.Of(disk, directory).Logs)
        {
            foreach (var batch in OfSegment($"{directory}/{SegmentFileName.Of(baseOffset, SegmentFileName.Log)}"))
                yield return batch;
        }
    }

    /// <summary>The batches of one <c>.log</c> file, in order. A file longer than 2^31-1 bytes is shown up to there.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public IEnumerable<DumpedBatch> OfSegment(string path)
    {
        using var file = disk.Open(path, LogFileMode.Existing);
        var end = (int)Math.Min(int.MaxValue, file.Length);
        for (var position = 0; position < end;)
        {
            using (var scanner = new BatchScanner(file, position, end, BatchScanner.SeekBytes))
            {
                while (scanner.MoveNextWhole() && DumpBatch(path, scanner) is { } batch)
                {
                    position = scanner.NextPosition;
                    yield return batch;
                }
            }

            if (position == end)
                yield break;

            var garbage = Garbage(file, position, end);
            position += garbage.Bytes;
            yield return garbage;
        }
    }

    /// <summary>Writes batches as text: a line for each, and below it one for each record.</summary>
    public static void WriteTo(TextWriter writer, IEnumerable<DumpedBatch> batches)
    {
        var file = "";
        foreach (var batch in batches)
        {
            if (batch.File != file)
                writer.WriteLine(file = batch.File);
            DumpText.Write(writer, batch);
        }
    }

    /// <summary>Null when the bytes are no batch of this format, so that where the next one begins cannot be told from their length.</summary>
    private DumpedBatch? DumpBatch(string path, BatchScanner scanner)
    {
        RecordBatch.TryOpen(scanner.Batch.Span, out var batch);
        var anywhere = new BatchExpectation(Offset.Zero, new Offset(long.MaxValue), AllowGaps: true, EpochView.Empty);
        if (anywhere.CheckHeader(batch) != StoredBatchDefect.None)
            return null;

        var fault = anywhere.Check(batch) == StoredBatchDefect.None ? null : "The checksum does not match the bytes.";
        IReadOnlyList<DumpedRecord> records = options.IncludeRecords ? Records(scanner.Batch, ref fault) : [];
        return new DumpedBatch
        {
            File = path,
            Position = scanner.Position,
            Bytes = scanner.Bytes,
            Fault = fault,
            BaseOffset = batch.BaseOffset,
            LastOffset = batch.LastOffset,
            LeaderEpoch = batch.LeaderEpoch,
            Attributes = batch.Attributes,
            Codec = batch.Codec,
            BaseTimestamp = batch.BaseTimestamp,
            MaxTimestamp = batch.MaxTimestamp,
            ProducerId = batch.ProducerId,
            ProducerEpoch = batch.ProducerEpoch,
            BaseSequence = batch.BaseSequence,
            RecordCount = batch.RecordCount,
            Crc = batch.Crc,
            Records = records,
        };
    }

    private List<DumpedRecord> Records(ReadOnlyMemory<byte> bytes, ref string? fault)
    {
        var found = new List<DumpedRecord>();
        try
        {
            using var records = BatchRecords.Open(bytes, options.InflatedBytesMax);
            foreach (var record in records)
                found.Add(Record(record));
        }
        catch (CorruptRecordBatchException corrupt)
        {
            fault ??= corrupt.Message;
        }

        return found;
    }

    private DumpedRecord Record(RecordView record)
    {
        var headers = new List<DumpedHeader>();
        foreach (var header in record.Headers)
        {
            headers.Add(new DumpedHeader(
                DumpText.Of(header.Key, options.ContentBytesMax), DumpedContent.Of(header.Value, options.ContentBytesMax)));
        }

        return new DumpedRecord(
            record.Offset,
            record.Timestamp,
            DumpedContent.Of(record.Key, options.ContentBytesMax),
            DumpedContent.Of(record.Value, options.ContentBytesMax),
            headers);
    }

    private static DumpedBatch Garbage(ILogFile file, int position, int end)
    {
        var anywhere = new BatchExpectation(Offset.Zero, new Offset(long.MaxValue), AllowGaps: true, EpochView.Empty);
        var defect = DamageScan.DefectAt(file, position, end, anywhere);
        var next = DamageScan.NextSound(file, position + 1, end, anywhere)?.Position ?? end;
        return new DumpedBatch { File = file.Path, Position = position, Bytes = next - position, Fault = DefectText.Of(defect) };
    }
}
