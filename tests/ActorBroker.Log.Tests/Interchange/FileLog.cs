using System.Globalization;
using System.Text;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Interchange;

/// <summary>One log on the real disk, in a folder of the test's own.</summary>
internal sealed class FileLog : IDisposable
{
    public static readonly PartitionLogOptions Options = new() { SegmentBytesMax = 20_000, IndexIntervalBytes = 500 };

    private readonly TempDirectory _folder = new();
    private readonly LogContext _context;

    public FileLog() => _context = new LogContext(new OpenFiles(new FileLogDisk()), new NoteJournal(), _folder.Path);

    /// <summary>The replica's directory.</summary>
    public string Directory => _context.DirectoryOf(LogFixture.Id);

    /// <summary>Opens the log as a checkpoint describes it.</summary>
    public PartitionLog Open(ReplicaState state) => new PartitionLog(_context, state, () => Options);

    /// <summary>Opens the log by a scan of all that is there.</summary>
    public (PartitionLog Log, State.RecoveryReport Report) Recover() => PartitionLog.Recover(_context, LogFixture.Id, null, () => Options);

    /// <summary>Brings all of the log to the disk, indexes too.</summary>
    public static void Checkpoint(PartitionLog log)
    {
        var ticket = log.PrepareFlush(checkpoint: true);
        ticket!.Run();
        log.CompleteFlush(ticket, null);
    }

    /// <summary>All records by reads from the log's start to its end, as Kafka's tool prints them; positions in files are not seen and -1.</summary>
    public static List<DumpedRecord> ReadAll(ReadView view)
    {
        var found = new List<DumpedRecord>();
        for (var next = view.Bounds.Start; next < view.Bounds.End;)
            next = ReadSlice(view, next, found);
        return found;
    }

    /// <summary>The batch that holds an offset, as records.</summary>
    public static List<DumpedRecord> ReadBatchAt(ReadView view, long offset)
    {
        var found = new List<DumpedRecord>();
        ReadSlice(view, new Offset(offset), found, bytesMax: 1);
        return found;
    }

    public void Dispose()
    {
        _context.Files.Dispose();
        _folder.Dispose();
    }

    private static Offset ReadSlice(ReadView view, Offset next, List<DumpedRecord> found, int bytesMax = 100_000)
    {
        var result = view.Read(next, view.Bounds.End, bytesMax);
        Assert.Equal(ReadStatus.Found, result.Status);
        using var slice = result.Slice!;
        var bytes = new byte[slice.BytesMax];
        var count = slice.CopyTo(bytes);
        for (var position = 0; RecordBatch.TryOpen(bytes.AsSpan(position, count - position), out var batch); position += batch.Bytes.Length)
        {
            Add(bytes.AsMemory(position, batch.Bytes.Length), found);
            next = batch.NextOffset;
        }

        return next;
    }

    private static void Add(ReadOnlyMemory<byte> bytes, List<DumpedRecord> found)
    {
        RecordBatch.TryOpen(bytes.Span, out var batch);
        using var records = BatchRecords.Open(bytes, int.MaxValue);
        foreach (var record in records)
        {
            var delta = (int)(record.Offset - batch.BaseOffset);
            found.Add(new DumpedRecord(
                -1,
                -1,
                record.Offset.Value,
                record.Timestamp,
                batch.Codec.ToString().ToLowerInvariant(),
                batch.BaseSequence == Sequence.None ? -1 : batch.BaseSequence.Advance(delta).Value,
                HeaderKeys(record.Headers),
                batch.IsControl ? Marker(record) : Content(record)));
        }
    }

    private static string HeaderKeys(RecordHeaders headers)
    {
        var names = new List<string>();
        foreach (var header in headers)
            names.Add(Encoding.UTF8.GetString(header.Key));
        return string.Join(',', names);
    }

    private static string Content(RecordView record)
    {
        var key = record.Key.IsNull ? "" : $"key: {Encoding.UTF8.GetString(record.Key.Span)} ";
        return key + $"payload: {Encoding.UTF8.GetString(record.Value.Span)}";
    }

    private static string Marker(RecordView record)
    {
        Assert.True(EndTransactionMarker.TryParse(record, out var marker));
        return string.Create(CultureInfo.InvariantCulture, $"endTxnMarker: {(marker.IsCommit ? "COMMIT" : "ABORT")} coordinatorEpoch: {marker.CoordinatorEpoch}");
    }
}
