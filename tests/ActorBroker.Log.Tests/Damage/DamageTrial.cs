using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Log.State;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Damage;

/// <summary>
/// Starts a damaged log directory and asks its log everything: each answer must be right, or name the damage.
/// </summary>
internal sealed class DamageTrial(DamageSample sample)
{
    private PartitionLog _log = null!;
    private readonly List<Offset> _lost = [];
    private RecoveryReport? _report;

    /// <summary>True when the last trial's damage was named: by the recovery, or by an exception to the log's owner.</summary>
    public bool WasNamed { get; private set; }

    /// <summary>The last trial's end of the log.</summary>
    public Offset End { get; private set; }

    /// <summary>What was wrong and not named; null when nothing was.</summary>
    public string? Run(MemoryDisk disk)
    {
        WasNamed = false;
        string? wrong = null;
        IsNamed(() =>
        {
            using var directory = TestDirectory.Open(disk);
            (_log, _report) = directory.OpenLog(LogFixture.Id, () => DamageSample.Options);
            wrong = JudgeReads();
            WasNamed = _report is { Damage.Count: > 0 } or { CutBytes: > 0 };
            wrong ??= JudgeProducers() ?? JudgeReads() ?? JudgeAppend();
        });
        return wrong;
    }

    private string? JudgeReads()
    {
        var bounds = _log.View.Bounds;
        End = bounds.End;
        if (bounds.Start != Offset.Zero)
            return $"The log starts at {bounds.Start}.";
        if (bounds.End < sample.RecoveryPoint || bounds.End > sample.End || (bounds.End < sample.End && _report is not { CutBytes: > 0 }))
            return $"The log ends at {bounds.End}.";

        return JudgeOffsets() ?? JudgeTimes() ?? JudgeTransactions();
    }

    /// <summary>Also brings the log into its owner's memory, which repairs what can be made again.</summary>
    private string? JudgeProducers()
    {
        var found = LogQuery.Producers(_log);
        var isRight = WasNamed || found.SequenceEqual(sample.Producers) || ReadsNameDamage();
        return isRight ? null : $"The producers are {string.Join(' ', found)}.";
    }

    /// <summary>Producers can only be as right as the batches that they are made from.</summary>
    private bool ReadsNameDamage()
    {
        JudgeOffsets();
        return WasNamed;
    }

    private string? JudgeOffsets()
    {
        string? wrong = null;
        _lost.Clear();
        for (var offset = Offset.Zero; offset < End && wrong is null; offset += 1)
        {
            var at = offset;
            var isNamed = IsNamed(() =>
            {
                var found = LogQuery.ReadAt(_log.View, at);
                if (!found.SequenceEqual(sample.Records.Where(record => record.Batch == found[0].Batch)) || !found.Exists(record => record.Offset == at.Value))
                    wrong = $"Offset {at} gives {string.Join(' ', found)}.";
            });
            if (isNamed)
                _lost.Add(at);
        }

        return wrong;
    }

    private string? JudgeTimes()
    {
        string? wrong = null;
        var kept = sample.Records.Where(record => record.Offset < End.Value).ToList();
        foreach (var timestamp in sample.Records.SelectMany(record => new[] { record.Timestamp, record.Timestamp + 1 }).Distinct())
        {
            IsNamed(() =>
            {
                var expected = kept.Find(record => record.Timestamp >= timestamp);
                var found = _log.View.FindTimestamp(timestamp, End);
                if ((expected?.Offset, expected?.Timestamp) != (found?.Offset.Value, found?.Timestamp))
                    wrong ??= $"Time {timestamp} gives {found} instead of {expected}.";
            });
        }

        IsNamed(() =>
        {
            var largest = _log.View.FindLargestTimestamp()?.Timestamp;
            if (largest != (kept.Count == 0 ? null : kept.Max(record => record.Timestamp)))
                wrong ??= $"The largest timestamp is {largest}.";
        });
        return wrong;
    }

    private string? JudgeTransactions()
    {
        string? wrong = null;
        IsNamed(() =>
        {
            var found = _log.View.AbortedTransactions(Offset.Zero, End);
            var expected = sample.Aborted.Where(aborted => aborted.LastOffset < End
                && !_lost.Exists(offset => offset >= aborted.FirstOffset && offset <= aborted.LastOffset));
            if (_lost.Count == 0 ? !found.SequenceEqual(expected) : expected.Except(found).Any())
                wrong = $"Aborted are {string.Join(' ', found)}.";
        });
        return wrong;
    }

    private string? JudgeAppend()
    {
        var first = _log.AppendAsLeader(Batches.Chunk(Batches.Of(1)), new LeaderEpoch(int.MaxValue));
        return first == End && LogQuery.ReadAt(_log.View, first).Count == 1 ? null : $"The next record got offset {first}.";
    }

    private bool IsNamed(Action query)
    {
        try
        {
            query();
            return false;
        }
        catch (Exception exception) when (exception is CorruptBatchException or DamagedTransactionIndexException
            or DamagedIdentityException or DirectoryMismatchException or NewerFormatException)
        {
            WasNamed = true;
            return true;
        }
    }
}
