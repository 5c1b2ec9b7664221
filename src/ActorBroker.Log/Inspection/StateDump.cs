using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Indexes;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Inspection;

/// <summary>
/// Shows what lies in the files beside the batches: indexes, producer snapshots, epochs, checkpoints, notes, identity. Reads only, takes no lock.
/// </summary>
/// <param name="disk">The disk.</param>
/// <remarks>Indexes are read page by page while their rows are enumerated; the others, which are small, at once.</remarks>
public sealed class StateDump(ILogDisk disk)
{
    private const int SnapshotBytesMax = 256 * 1024 * 1024;

    private static readonly ProducerStateOptions Unbounded = new() { ProducersMax = int.MaxValue };

    /// <summary>Reads a file by its name.</summary>
    /// <param name="path">The file, with the name that its kind has in a log directory.</param>
    /// <returns>Null when the name is none of a log directory's, or that of a segment: see <see cref="LogDump"/>.</returns>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote the file.</exception>
    /// <exception cref="DamagedIdentityException">It is the identity, and it is damaged.</exception>
    public DumpedTable? Of(string path)
    {
        var cut = path.LastIndexOf('/');
        var (directory, name) = (cut < 0 ? "." : path[..cut], path[(cut + 1)..]);
        if (SegmentFileName.TryParse(name, out var segment))
            return OfSegment(path, directory, segment.Value);

        return name switch
        {
            LeaderEpochsFile.Name => Epochs(path, directory),
            AbortedCountsFile.Name => AbortedCounts(path, directory),
            CompactionCheckpointFile.Name => Compaction(path, directory),
            ReplicaCheckpointFile.Name => Replicas(path, directory),
            DirtyJournal.Name => Notes(path, directory),
            DirectoryIdentityFile.Name => Identity(path, directory),
            _ => null,
        };
    }

    private DumpedTable? OfSegment(string path, string directory, SegmentFileName name) => name.Kind switch
    {
        SegmentFileName.OffsetIndex => new DumpedTable(path, "offset index", StateFileCondition.Sound, ["offset", "position"],
            Entries(path, IndexLayout.Offsets).Select(entry => Row((name.BaseOffset + entry.Key).Value, entry.Value))),
        SegmentFileName.TimeIndex => new DumpedTable(path, "time index", StateFileCondition.Sound, ["timestamp", "offset"],
            Entries(path, IndexLayout.Times).Select(entry => Row(entry.Key, (name.BaseOffset + entry.Value).Value))),
        SegmentFileName.TransactionIndex => Aborted(path, name.BaseOffset),
        SegmentFileName.Snapshot => Producers(path, directory, name.BaseOffset),
        _ => null,
    };

    private IEnumerable<IndexEntry> Entries(string path, IndexLayout layout)
    {
        using var entries = new IndexEntries(disk, new FileFindings(path), layout);
        while (entries.MoveNext())
            yield return entries.Current;
    }

    private DumpedTable Aborted(string path, Offset baseOffset)
    {
        using var file = disk.Open(path, LogFileMode.Existing);
        var condition = TransactionIndex.Load(file, baseOffset, out var index);
        var rows = new List<object[]>();
        for (var entry = 0; entry < index.View.Count; entry++)
        {
            var aborted = TransactionIndexFormat.ReadAt(file, entry);
            rows.Add(Row(aborted.Producer.Value, aborted.FirstOffset.Value, aborted.LastOffset.Value, aborted.LastStableOffset.Value));
        }

        return new DumpedTable(path, "aborted transactions", condition, ["producer", "first", "last", "lastStable"], rows);
    }

    private DumpedTable Producers(string path, string directory, Offset offset)
    {
        var producers = new ProducerStates(Unbounded);
        var condition = AtomicFile.Read(disk, $"{directory}/{SegmentFileName.Of(offset, SegmentFileName.Snapshot)}", SnapshotBytesMax, out var bytes);
        if (condition == StateFileCondition.Sound)
            condition = producers.LoadSnapshot(bytes, offset);
        var rows = producers.Describe().OrderBy(producer => producer.Producer.Value).Select(producer => Row(
            producer.Producer.Value,
            producer.Epoch.Value,
            producer.LastSequence.Value,
            producer.LastTimestamp,
            producer.CoordinatorEpoch,
            producer.TransactionFirstOffset.Value));
        return new DumpedTable(
            path, "producer snapshot", condition, ["producer", "epoch", "lastSequence", "lastTimestamp", "coordinatorEpoch", "transactionFirstOffset"], [.. rows]);
    }

    private DumpedTable Epochs(string path, string directory)
    {
        var condition = LeaderEpochsFile.Load(disk, directory, out var epochs);
        var rows = epochs.Entries.ToArray().Select(entry => Row(entry.Epoch.Value, entry.Start.Value));
        return new DumpedTable(path, "leader epochs", condition, ["epoch", "start"], rows);
    }

    private DumpedTable AbortedCounts(string path, string directory)
    {
        var condition = AbortedCountsFile.Load(disk, directory, out var counts);
        var rows = counts.OrderBy(count => count.Key).Select(count => Row(count.Key.Value, count.Value));
        return new DumpedTable(path, "aborted transactions by segment", condition, ["segment", "entries"], rows);
    }

    private DumpedTable Compaction(string path, string directory)
    {
        var condition = CompactionCheckpointFile.Load(disk, directory, out var checkpoint);
        return new DumpedTable(
            path, "compaction checkpoint", condition, ["cleanPoint", "lastHorizon"], [Row(checkpoint.CleanPoint.Value, checkpoint.LastHorizon)]);
    }

    private DumpedTable Replicas(string path, string directory)
    {
        var condition = ReplicaCheckpointFile.Load(disk, directory, out var checkpoint);
        var rows = checkpoint.Replicas.Select(replica => Row(
            replica.Id.ToString(),
            replica.LogStart.Value,
            replica.LastStable.Value,
            replica.HighWatermark.Value,
            replica.LogEnd.Value,
            replica.RecoveryPoint.Value,
            replica.ActiveBase.Value,
            replica.ActiveBytes));
        return new DumpedTable(
            path,
            "checkpoint",
            condition,
            ["replica", "logStart", "lastStable", "highWatermark", "logEnd", "recoveryPoint", "activeBase", "activeBytes"],
            rows);
    }

    private DumpedTable Notes(string path, string directory)
    {
        var journal = DirtyJournalContent.Load(disk, directory);
        var rows = journal.Notes
            .OrderBy(note => note.Key.ToString(), StringComparer.Ordinal)
            .Select(note => Row(note.Key.ToString(), note.Value == DirtyNote.Deleted ? "deleted" : "dirty", note.Value.LogStart.Value, note.Value.RecoveryPoint.Value));
        return new DumpedTable(path, "dirty journal", journal.Condition, ["replica", "note", "logStart", "recoveryPoint"], rows);
    }

    private DumpedTable Identity(string path, string directory)
    {
        IEnumerable<IReadOnlyList<object>> rows = DirectoryIdentityFile.Load(disk, directory) is { } identity
            ? [Row(identity.ClusterId, identity.Broker.Value, identity.Directory.ToString("n"))]
            : [];
        return new DumpedTable(path, "identity", StateFileCondition.Sound, ["cluster", "node", "directory"], rows);
    }

    private static object[] Row(params object[] values) => values;
}
