using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.State;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>A log that was opened after a crash, on the disk that the crash left.</summary>
internal sealed class RestartedLog
{
    public RestartedLog(MemoryDisk disk, ReplicaState known, bool isClean, PartitionLogOptions options, Func<ILogDisk, ILogDisk>? spoil = null)
    {
        Disk = disk;
        Known = known;
        Disk.CreateDirectory("/logs");
        var context = new LogContext(new OpenFiles(spoil?.Invoke(disk) ?? disk), new NoteJournal(), "/logs");
        if (isClean)
            Log = new PartitionLog(context, known, () => options);
        else
            (Log, Report) = PartitionLog.Recover(context, LogFixture.Id, known, () => options);
    }

    public MemoryDisk Disk { get; }

    public ReplicaState Known { get; }

    public PartitionLog Log { get; }

    public RecoveryReport? Report { get; }

    /// <summary>All batches from the log's start on, each as its base offset, epoch and records.</summary>
    public List<(long Base, int Epoch, string Records)> ReadAll()
    {
        var found = new List<(long, int, string)>();
        var view = Log.View;
        for (var next = view.Bounds.Start; next < view.Bounds.End;)
        {
            var result = view.Read(next, view.Bounds.End, 1 << 20);
            if (result.Status != ReadStatus.Found)
                throw new InvalidOperationException($"Reading {next} of {view.Bounds} gave {result.Status}.");

            using var slice = result.Slice!;
            var bytes = new byte[slice.BytesMax];
            foreach (var batch in new RecordBatchEnumerator(bytes.AsSpan(0, slice.CopyTo(bytes))))
            {
                found.Add((batch.BaseOffset.Value, batch.LeaderEpoch.Value, Text(batch)));
                next = batch.NextOffset;
            }
        }

        return found;
    }

    private static string Text(RecordBatch batch)
    {
        using var records = BatchRecords.Open(batch.Bytes.ToArray(), int.MaxValue);
        var text = new System.Text.StringBuilder();
        foreach (var record in records)
            text.Append(System.Text.Encoding.UTF8.GetString(record.Value.Span).TrimEnd('.')).Append(' ');
        return text.ToString();
    }
}
