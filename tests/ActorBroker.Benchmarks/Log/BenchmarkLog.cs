using ActorBroker.Log;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Benchmarks.Log;

/// <summary>A log on the real disk, without the directory above it.</summary>
internal sealed class BenchmarkLog : IDisposable
{
    private readonly OpenFiles _files = new(new FileLogDisk());

    public BenchmarkLog(string root, int number = 0)
    {
        Id = new PartitionId(new TopicId(new Guid(number + 1, 0, 0, new byte[8])), new PartitionIndex(number));
        Context = new LogContext(_files, new IdleJournal(), root);
        Log = new PartitionLog(Context, ReplicaState.New(Id), Options);
    }

    public PartitionId Id { get; }

    public LogContext Context { get; }

    public PartitionLog Log { get; private set; }

    public static PartitionLogOptions Options() => new();

    /// <summary>Opens the log as after a crash of which nothing is known.</summary>
    public long Recover()
    {
        (Log, var report) = PartitionLog.Recover(Context, Id, null, Options);
        return report.ScannedBytes;
    }

    public void Dispose()
    {
        _files.Dispose();
        Directory.Delete(Context.DirectoryOf(Id), recursive: true);
    }

    private sealed class IdleJournal : IReplicaJournal
    {
        public void Note(PartitionId id, Offset logStart, Offset recoveryPoint)
        {
        }

        public void Flush()
        {
        }
    }
}
