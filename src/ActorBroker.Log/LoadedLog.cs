using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log;

/// <summary>What a log in use has in memory; dropped when it idles. Owned by the log's one owner.</summary>
internal sealed class LoadedLog
{
    /// <summary>The name of the empty file that says: compaction took batches of this log, so a gap between offsets is no damage.</summary>
    public const string GapsFile = "gaps";

    private readonly LogContext _context;
    private readonly Func<bool> _allowsGaps;

    public LoadedLog(LogContext context, PartitionId id, PartitionLogOptions options)
    {
        _context = context;
        _allowsGaps = () => AllowGaps;
        Id = id;
        Options = options;
        Directory = context.DirectoryOf(id);
        AllowGaps = context.Disk.FileExists($"{Directory}/{GapsFile}");
        Producers = new ProducerStates(options.Producers);
    }

    /// <summary>The partition.</summary>
    public PartitionId Id { get; }

    /// <summary>What all logs of the directory share.</summary>
    public LogContext Context => _context;

    /// <summary>How the log is kept, as of the last append.</summary>
    public PartitionLogOptions Options { get; set; }

    /// <summary>The replica's directory; it exists once there was a record.</summary>
    public string Directory { get; }

    /// <summary>The disk.</summary>
    public ILogDisk Disk => _context.Disk;

    /// <summary>In order of base offsets; one at least once the log is loaded.</summary>
    public List<Segment> Segments { get; } = [];

    /// <summary>The segment that takes appends: the last.</summary>
    public Segment Active => Segments[^1];

    /// <summary>Which epoch wrote which offsets.</summary>
    public LeaderEpochs Epochs { get; set; } = new();

    /// <summary>Idempotent producers and transactions, as of the log's end.</summary>
    public ProducerStates Producers { get; }

    /// <summary>Ranges that recovery found to be damaged, in order.</summary>
    public List<LogDamage> Damage { get; } = [];

    /// <summary>How many aborted transactions the log's file has for each segment: see <see cref="AbortedCountsFile"/>.</summary>
    public IReadOnlyList<(Offset Base, long Entries)> SavedAbortedCounts { get; set; } = [];

    /// <summary>How many aborted transactions each segment has that has any, in order.</summary>
    public IReadOnlyList<(Offset Base, long Entries)> AbortedCounts =>
        [.. Segments.FindAll(segment => segment.Transactions.Count > 0).Select(segment => (segment.BaseOffset, segment.Transactions.Count))];

    /// <summary>True when compaction took batches: see <see cref="GapsFile"/>.</summary>
    public bool AllowGaps { get; private set; }

    /// <summary>The time of the active segment's first batch, in milliseconds since 1970; null when it is empty or was not asked for yet.</summary>
    public long? ActiveFirstTimestamp { get; set; }

    /// <summary>A segment of this log's directory.</summary>
    public Segment SegmentAt(Offset baseOffset, int bytes) =>
        new(_context.Files, Directory, baseOffset, bytes, Options.IndexIntervalBytes, _allowsGaps);

    /// <summary>What readers need; immutable.</summary>
    public LogContent ToContent(LeaseGate gate) => new([.. Segments], EpochView.Of(Epochs), [.. Damage], AllowGaps, gate);

    /// <summary>The offset behind segment <paramref name="index"/>.</summary>
    public Offset EndOf(int index, Offset logEnd) => index + 1 < Segments.Count ? Segments[index + 1].BaseOffset : logEnd;

    /// <summary>What the first batch of segment <paramref name="index"/> must look like.</summary>
    public BatchExpectation Whole(int index, Offset logEnd) =>
        new(Segments[index].BaseOffset, EndOf(index, logEnd), AllowGaps, EpochView.Of(Epochs));

    /// <summary>The segment that holds <paramref name="offset"/>, or the first one when all begin above.</summary>
    public int IndexOf(Offset offset)
    {
        var index = Segments.FindLastIndex(segment => segment.BaseOffset <= offset);
        return Math.Max(0, index);
    }

    /// <summary>Makes the replica's file names durable, and its directory's own where that is new.</summary>
    public void FlushNames(bool directoryIsNew)
    {
        Disk.FlushDirectory(Directory);
        if (directoryIsNew)
            Disk.FlushDirectory(_context.Path);
    }

    /// <summary>Loads the aborted transactions of all segments; changes nothing on the disk.</summary>
    /// <returns>The segments whose index is damaged, or not all there.</returns>
    public List<Segment> LoadTransactions()
    {
        AbortedCountsFile.Load(Disk, Directory, out var counts);
        SavedAbortedCounts = [.. counts.OrderBy(count => count.Key).Select(count => (count.Key, count.Value))];
        return Segments.FindAll(segment => !segment.Transactions.Load(counts.GetValueOrDefault(segment.BaseOffset)));
    }

    /// <summary>Loads the aborted transactions of all segments for the owner, those whose markers lie below <paramref name="end"/>.</summary>
    /// <returns>The base offsets of segments whose index is damaged, or not all there: they have none now, and are to be made again from the batches.</returns>
    public HashSet<Offset> TakeTransactions(Offset end)
    {
        var remade = LoadTransactions();
        foreach (var segment in remade)
            segment.Transactions.Clear();
        foreach (var segment in Segments)
            segment.Transactions.Truncate(end);
        return [.. remade.Select(segment => segment.BaseOffset)];
    }

    /// <summary>
    /// Before indexes of aborted transactions lose entries, the log's file must not ask for them: forgets what it says of segments from
    /// <paramref name="from"/> on, until the next checkpoint. Durable on return.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public void ForgetAbortedCounts(Offset from)
    {
        (Offset Base, long Entries)[] kept = [.. SavedAbortedCounts.Where(count => count.Base < from)];
        if (kept.Length == SavedAbortedCounts.Count)
            return;

        AbortedCountsFile.Save(Disk, Directory, kept);
        SavedAbortedCounts = kept;
    }

    /// <summary>From now on gaps are no damage; durable on return.</summary>
    public void StartAllowingGaps()
    {
        if (AllowGaps)
            return;

        using (var file = Disk.Open($"{Directory}/{GapsFile}", LogFileMode.ExistingOrNew))
            file.Flush();
        Disk.FlushDirectory(Directory);
        AllowGaps = true;
    }
}
