using System.Runtime.ExceptionServices;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.State;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Support;

/// <summary>One log on a disk in memory.</summary>
internal sealed class LogFixture
{
    public static readonly PartitionId Id = new(new TopicId(new Guid(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])), new PartitionIndex(0));

    public LogFixture(PartitionLogOptions? options = null, ILogDisk? disk = null, IReplicaJournal? journal = null)
    {
        Options = options ?? new PartitionLogOptions();
        Disk = disk ?? new MemoryDisk();
        Disk.CreateDirectory("/logs");
        Disk.FlushDirectory("/");
        Context = new LogContext(new OpenFiles(Disk), journal ?? Journal, "/logs");
        Log = new PartitionLog(Context, ReplicaState.New(Id), () => Options);
    }

    public PartitionLogOptions Options { get; set; }

    public ILogDisk Disk { get; }

    public NoteJournal Journal { get; } = new();

    public LogContext Context { get; }

    public PartitionLog Log { get; private set; }

    public string Directory => Context.DirectoryOf(Id);

    public Offset Append(params byte[][] batches) => Log.AppendAsLeader(Batches.Chunk(batches), new LeaderEpoch(0));

    public void Flush(bool checkpoint = false)
    {
        if (Log.PrepareFlush(checkpoint) is not { } ticket)
            return;

        Exception? failure = null;
        new SynchronousDiskExecutor().Execute(ticket.Run, outcome => failure = outcome);
        Log.CompleteFlush(ticket, failure);
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    public void ReopenClean()
    {
        Flush();
        Flush(checkpoint: true);
        Log = new PartitionLog(Context, Log.State, () => Options);
    }

    /// <summary>Opens what another fixture left on this disk.</summary>
    public void OpenClean(ReplicaState state) => Log = new PartitionLog(Context, state, () => Options);

    public RecoveryReport Recover(ReplicaState? known)
    {
        (Log, var report) = PartitionLog.Recover(Context, Id, known, () => Options);
        return report;
    }

    /// <summary>All records from an offset to the log's end, as "offset:value".</summary>
    public List<string> ReadAll(Offset? from = null, int bytesMax = 1 << 20) => ReadAll(Log.View, from, bytesMax);

    /// <summary>All records of a view from an offset to the log's end, as "offset:value".</summary>
    public static List<string> ReadAll(ReadView view, Offset? from = null, int bytesMax = 1 << 20)
    {
        var found = new List<string>();
        for (var next = from ?? view.Bounds.Start; next < view.Bounds.End;)
        {
            var result = view.Read(next, view.Bounds.End, bytesMax);
            if (result.Status != ReadStatus.Found)
                break;

            using var slice = result.Slice!;
            var bytes = new byte[slice.BytesMax];
            foreach (var batch in new RecordBatchEnumerator(bytes.AsSpan(0, slice.CopyTo(bytes))))
            {
                using var records = BatchRecords.Open(batch.Bytes.ToArray(), int.MaxValue);
                foreach (var record in records)
                    found.Add($"{record.Offset}:{System.Text.Encoding.UTF8.GetString(record.Value.Span).TrimEnd('.')}");
                next = batch.NextOffset;
            }
        }

        return found;
    }
}
