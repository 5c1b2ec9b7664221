using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Log.State;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Inspection;

/// <summary>
/// Makes producer state and aborted transactions again from the batches, and holds snapshots and transaction indexes against them. Where the
/// history is not all there (deleted, damaged or compacted), only the files' own form is checked.
/// </summary>
internal sealed class ProducerVerification
{
    private const int SnapshotBytesMax = 256 * 1024 * 1024;

    private static readonly ProducerStateOptions Unbounded = new() { ProducersMax = int.MaxValue };

    private readonly ProducerStates _states = new(Unbounded);
    private readonly List<AbortedTransaction> _aborted = [];
    private readonly Queue<Offset> _snapshots;
    private readonly Findings _findings;
    private readonly string _directory;
    private readonly Offset _first;
    private bool _isKnown;
    private Offset _segment;

    public ProducerVerification(Findings findings, string directory, SegmentListing listing, bool isCompacted)
    {
        (_findings, _directory) = (findings, directory);
        _snapshots = new Queue<Offset>(listing.Snapshots);
        _first = listing.Logs.Count == 0 ? Offset.Zero : listing.Logs[0].BaseOffset;
        _states.Clear(_first);
        _isKnown = !isCompacted && (_first == Offset.Zero || LoadSnapshot(_first));
    }

    /// <summary>A segment's batches follow.</summary>
    public void Begin(Offset baseOffset) => _segment = baseOffset;

    /// <summary>Takes the next batch.</summary>
    public void Take(RecordBatch batch)
    {
        CheckSnapshotsUpTo(batch.BaseOffset);
        if (_states.Apply(batch) is { IsAborted: true } ended)
            _aborted.Add(new AbortedTransaction(ended.Producer, ended.FirstOffset, ended.LastOffset, ended.LastStableOffset));
    }

    /// <summary>The segment's batches were all sound.</summary>
    public void End() => CheckTransactions();

    /// <summary>Batches are missing or damaged: from here on nobody knows.</summary>
    public void Lose()
    {
        _isKnown = false;
        CheckTransactions();
    }

    /// <summary>The log ends here.</summary>
    public void Complete(Offset end)
    {
        CheckSnapshotsUpTo(end);
        foreach (var offset in _snapshots)
            CheckSnapshot(offset, isAtBoundary: false);
    }

    private bool LoadSnapshot(Offset offset) =>
        AtomicFile.Read(_findings.Disk, ProducerSnapshots.PathOf(_directory, offset), SnapshotBytesMax, out var bytes) == StateFileCondition.Sound
        && _states.LoadSnapshot(bytes, offset) == StateFileCondition.Sound;

    private void CheckTransactions()
    {
        var path = $"{_directory}/{SegmentFileName.Of(_segment, SegmentFileName.TransactionIndex)}";
        if (_findings.Disk.FileExists(path))
            _findings.InspectOpen(path, CheckTransactions);
        else if (_isKnown && _aborted.Count > 0)
            _findings.Inspect(path, file => file.Add(0, $"The file is missing; {_aborted.Count} transactions were aborted here."));
        _aborted.Clear();
    }

    private void CheckTransactions(FileFindings findings, ILogFile file)
    {
        if (TransactionIndex.Load(file, _segment, out var index) != StateFileCondition.Sound)
        {
            findings.Add(0, "The file is torn, or an entry, their order or the checksum is wrong.");
            return;
        }

        findings.Entries = index.View.Count;
        for (var entry = 0; _isKnown && entry < Math.Max(_aborted.Count, findings.Entries); entry++)
        {
            var expected = entry < _aborted.Count ? _aborted[entry] : (AbortedTransaction?)null;
            var found = entry < findings.Entries ? TransactionIndexFormat.ReadAt(file, entry) : (AbortedTransaction?)null;
            if (found != expected)
                findings.Add(TransactionIndexFormat.PositionOf(entry), $"The entry is {Text(found)}; by the batches it is {Text(expected)}.");
        }
    }

    private void CheckSnapshotsUpTo(Offset end)
    {
        while (_snapshots.TryPeek(out var offset) && offset <= end)
            CheckSnapshot(_snapshots.Dequeue(), isAtBoundary: offset == end);
    }

    private void CheckSnapshot(Offset offset, bool isAtBoundary) =>
        _findings.Inspect(ProducerSnapshots.PathOf(_directory, offset), findings =>
        {
            if (AtomicFile.Read(_findings.Disk, findings.Path, SnapshotBytesMax, out var bytes) == StateFileCondition.Missing)
                return;

            findings.Bytes = bytes.Length;
            var snapshot = new ProducerStates(Unbounded);
            var condition = snapshot.LoadSnapshot(bytes, offset);
            findings.Entries = snapshot.Count;
            if (condition != StateFileCondition.Sound)
                findings.Add(0, "The file is torn, or its checksum or a field is wrong.");
            else if (!isAtBoundary && offset > _first)
                findings.Add(0, "No batch of the log begins or ends at the snapshot's offset.");
            else if (_isKnown && isAtBoundary)
                Compare(findings, snapshot);
        });

    /// <summary>A producer that the snapshot lacks may have been forgotten for its age, unless its transaction is open.</summary>
    private void Compare(FileFindings findings, ProducerStates snapshot)
    {
        foreach (var found in snapshot.Describe())
        {
            if (!_states.TryDescribe(found.Producer, out var expected) || expected != found)
                findings.Add(0, $"Producer {found.Producer} is not as the batches have it.");
        }

        foreach (var expected in _states.Describe())
        {
            if (expected.TransactionFirstOffset != Offset.None && !snapshot.TryDescribe(expected.Producer, out _))
                findings.Add(0, $"Producer {expected.Producer} has an open transaction and is missing.");
        }
    }

    private static string Text(AbortedTransaction? transaction) => transaction is { } entry
        ? $"producer {entry.Producer}, offsets {entry.FirstOffset} to {entry.LastOffset}, last stable {entry.LastStableOffset}"
        : "none";
}
