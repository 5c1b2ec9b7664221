using ActorBroker.Log.Compaction;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>
/// All that was ever appended to a log, and the plain rules by which it may shrink. Knows nothing of segments, maps or files; each question walks the lists.
/// </summary>
internal sealed class CompactionHistory
{
    private readonly Dictionary<long, long> _open = [];
    private readonly HashSet<long> _aborted = [];
    private readonly Dictionary<long, long> _horizons = [];
    private long _cleanPoint;
    private HashSet<long> _mustBeGone = [];

    /// <summary>As they were appended, in order.</summary>
    public List<StoredBatch> Batches { get; } = [];

    /// <summary>The first offset of the oldest open transaction, or else the log's end.</summary>
    public long LastStable => _open.Count == 0 ? Batches.Count == 0 ? 0 : Batches[^1].Last + 1 : _open.Values.Min();

    private IEnumerable<(StoredBatch Batch, StoredRecord Record)> Data =>
        Batches.Where(batch => !batch.IsControl).SelectMany(batch => batch.Records.Select(record => (batch, record)));

    /// <summary>Takes batches that were appended.</summary>
    public void Append(IEnumerable<StoredBatch> batches)
    {
        foreach (var batch in batches)
        {
            Batches.Add(batch);
            if (batch.IsControl)
                End(batch);
            else if (batch.Producer.IsTransactional)
                _open.TryAdd(batch.Producer.Id, batch.Base);
        }
    }

    /// <summary>Takes note of a compaction that went up to an offset at this time.</summary>
    public void Compacted(CompactionCheckpoint checkpoint, DateTimeOffset now, TimeSpan retention)
    {
        _cleanPoint = checkpoint.CleanPoint.Value;
        var time = now.ToUnixTimeMilliseconds();
        var latest = LatestBelow(_cleanPoint);
        _mustBeGone = [];
        foreach (var (batch, record) in Data.Where(data => data.Record.Offset < _cleanPoint))
        {
            var isLast = record.Key is not null && latest.GetValueOrDefault(record.Key, -1) == record.Offset;
            if (!isLast || (record.Value is null && _horizons.TryGetValue(record.Offset, out var horizon) && horizon <= time))
                _mustBeGone.Add(record.Offset);
            else if (record.Value is null && batch.Last < _cleanPoint)
                _horizons.TryAdd(record.Offset, time + (long)retention.TotalMilliseconds);
        }
    }

    /// <summary>Says what is wrong with what is left of the log; null when nothing is.</summary>
    /// <param name="left">What was read.</param>
    /// <param name="isComplete">False when the last compaction may have come to nothing, or half of it.</param>
    public string? Judge(List<StoredBatch> left, bool isComplete = true) => JudgeBatches(left) ?? JudgeRecords(left, isComplete);

    /// <summary>What a reader of committed records sees: those of no transaction or a committed one.</summary>
    public bool IsCommitted(long offset) => !_aborted.Contains(offset) && offset < LastStable;

    /// <summary>The newest batch with records of each producer, and whether a marker raised the epoch since.</summary>
    public IEnumerable<(StoredBatch Newest, short Epoch)> Producers()
    {
        foreach (var batches in Batches.Where(batch => batch.Producer.Id >= 0).GroupBy(batch => batch.Producer.Id))
            yield return (batches.Last(batch => !batch.IsControl), batches.Last().Producer.Epoch);
    }

    private string? JudgeBatches(List<StoredBatch> left)
    {
        var next = 0L;
        foreach (var batch in left)
        {
            var original = Batches.Find(appended => appended.Base == batch.Base);
            if (original is null || batch.Base < next)
                return $"batch {batch.Base}..{batch.Last} was never appended, or comes twice";
            if (original.Last != batch.Last || original.Producer != batch.Producer || original.LeaderEpoch != batch.LeaderEpoch
                || original.IsControl != batch.IsControl || original.IsLogAppendTime != batch.IsLogAppendTime)
                return $"batch {batch.Base} has another header: {batch} instead of {original}";
            if (batch.Records.Count > 0 ? original.Codec != batch.Codec : original.MaxTimestamp < batch.MaxTimestamp)
                return $"batch {batch.Base} has another codec or timestamp: {batch} instead of {original}";
            if (batch.Records.Count > 0 && batch.MaxTimestamp != batch.Records.Max(record => record.Timestamp))
                return $"batch {batch.Base} does not have its largest timestamp: {batch}";
            next = batch.Last + 1;
        }

        return null;
    }

    private string? JudgeRecords(List<StoredBatch> left, bool isComplete)
    {
        var found = left.Where(batch => !batch.IsControl).SelectMany(batch => batch.Records).ToDictionary(record => record.Offset);
        var latest = LatestBelow(_cleanPoint);
        foreach (var (_, record) in Data)
        {
            var isThere = found.Remove(record.Offset, out var read);
            if (isThere && read != record)
                return $"record {record.Offset} reads {read}, not {record}";
            if (isThere && isComplete && _mustBeGone.Contains(record.Offset))
                return $"record {record} should be gone below {_cleanPoint}";
            if (!isThere && !MayBeGone(record, latest))
                return $"record {record} is lost";
        }

        return found.Count == 0 ? null : $"records {string.Join(", ", found.Values)} were never appended";
    }

    private bool MayBeGone(StoredRecord record, Dictionary<string, long> latest) =>
        _mustBeGone.Contains(record.Offset)
        || _aborted.Contains(record.Offset)
        || (record.Offset < _cleanPoint && record.Key is not null && latest.GetValueOrDefault(record.Key, -1) > record.Offset);

    private Dictionary<string, long> LatestBelow(long end)
    {
        var latest = new Dictionary<string, long>();
        foreach (var (_, record) in Data)
        {
            if (record.Key is not null && record.Offset < end && !_aborted.Contains(record.Offset))
                latest[record.Key] = record.Offset;
        }

        return latest;
    }

    private void End(StoredBatch marker)
    {
        if (!_open.Remove(marker.Producer.Id, out var first) || marker.IsCommit == true)
            return;

        foreach (var batch in Batches.Where(batch => batch.Base >= first && batch.Producer.Id == marker.Producer.Id && !batch.IsControl))
            _aborted.UnionWith(batch.Records.Select(record => record.Offset));
    }
}
