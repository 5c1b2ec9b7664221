using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>A random life of a compacted log, held against <see cref="CompactionHistory"/>. Everything follows from the seed.</summary>
internal sealed class RandomCompactionRun
{
    private readonly Random _random;
    private readonly CompactionTraffic _traffic;

    /// <param name="seed">Everything follows from it.</param>
    /// <param name="disk">Null for one of its own.</param>
    /// <param name="journal">Null for one that only counts.</param>
    public RandomCompactionRun(int seed, ILogDisk? disk = null, IReplicaJournal? journal = null)
    {
        _random = new Random(seed);
        _traffic = new CompactionTraffic(_random);
        var options = new PartitionLogOptions { SegmentBytesMax = _random.Next(300, 2_500), IndexIntervalBytes = _random.Next(0, 300) };
        History = new CompactionHistory();
        Fixture = new CompactionFixture(options, disk, journal)
        {
            StepBytes = _random.Next(1, 2_000),
            Limits = new CompactionLimits { OffsetMapBytesMax = _random.Next(3) == 0 ? CompactionLimits.OffsetMapBytesMin : 64 * 1024 },
        };
    }

    /// <summary>The same log after a crash, on the disk that the crash left.</summary>
    /// <param name="crashed">Before the crash.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="known">What checkpoint and journal say of the log.</param>
    /// <param name="isClean">True when the journal does not name it.</param>
    public RandomCompactionRun(RandomCompactionRun crashed, MemoryDisk disk, ReplicaState known, bool isClean)
    {
        (_random, _traffic, History) = (crashed._random, crashed._traffic, crashed.History);
        var before = crashed.Fixture;
        Fixture = new CompactionFixture(before.Logs.Options, disk) { StepBytes = before.StepBytes, Limits = before.Limits, Now = before.Now };
        if (isClean)
            Fixture.Logs.OpenClean(known);
        else
            Restart(known);
        Fixture.Settle();
    }

    public CompactionFixture Fixture { get; }

    public CompactionHistory History { get; }

    /// <summary>How many compactions there were.</summary>
    public int Compactions { get; private set; }

    /// <summary>One random thing.</summary>
    public string Step()
    {
        var choice = _random.Next(100);
        if (choice < 70)
            return Do("append", () => Append(_random.Next(1, 4)));
        if (choice < 80)
            return Do("compact", Compact);
        if (choice < 84)
            return Do("roll", Fixture.Roll);
        if (choice < 88)
            return Do("checkpoint", () => Fixture.Logs.Flush(checkpoint: true));
        if (choice < 92)
            return Do("reopen", Reopen);
        return choice < 96
            ? Do("kill", () => Restart(Fixture.Log.State))
            : Do("forget all but the batches", () => Restart(null));
    }

    public void Append(int count) => Append(Enumerable.Range(0, count).Select(_ => _traffic.Next()));

    /// <summary>Ends all open transactions and closes the active segment, so that a compaction takes all.</summary>
    public void CloseAll()
    {
        Append(_traffic.EndTransactions());
        Fixture.Roll();
    }

    public void Compact()
    {
        Fixture.Now += TimeSpan.FromMinutes(_random.Next(120));
        if (Fixture.Compact() is not { } run)
            return;

        Compactions++;
        Assert.Null(run.Obstacle);
        Assert.Equal(100, run.Progress.Percent);
        History.Compacted(Fixture.Checkpoint(), Fixture.Now, Fixture.Options.DeleteRetention);
    }

    /// <summary>All that can be asked of the log agrees with its history.</summary>
    /// <param name="isComplete">False when the last compaction may have come to nothing, or half of it.</param>
    public void Check(bool isComplete = true)
    {
        var left = Fixture.Read();
        var fault = History.Judge(left, isComplete);
        Assert.True(fault is null, fault);
        Assert.Equal(History.LastStable, Fixture.Log.State.LastStable.Value);
        CheckReads(left);
        CheckTimestamps(left);
        CheckProducers();
        CommittedReader.Check(Fixture.Log, History, left);
    }

    private void Append(IEnumerable<byte[]> batches)
    {
        var bytes = batches.SelectMany(batch => batch).ToArray();
        if (bytes.Length == 0)
            return;

        Fixture.Log.AppendAsLeader([new LogChunk(bytes)], new LeaderEpoch((int)(Fixture.Log.State.LogEnd.Value / 100)));
        Fixture.Settle();
        History.Append(StoredBatch.AllOf(bytes));
    }

    private static string Do(string what, Action action)
    {
        action();
        return what;
    }

    private void Reopen()
    {
        Fixture.Logs.ReopenClean();
        Fixture.Settle();
    }

    private void Restart(ReplicaState? known)
    {
        var report = Fixture.Logs.Recover(known);
        Assert.Empty(report.Damage);
        Fixture.Settle();
    }

    private void CheckReads(List<StoredBatch> left)
    {
        var from = _random.NextInt64(Fixture.Log.State.LogEnd.Value + 1);
        var read = StoredBatch.ReadFrom(Fixture.Log.View, new Offset(from), _random.Next(1, 3_000));
        Assert.Equal(left.Where(batch => batch.Last >= from).Select(batch => batch.Base), read.Select(batch => batch.Base));
    }

    private void CheckTimestamps(List<StoredBatch> left)
    {
        var view = Fixture.Log.View;
        var records = left.SelectMany(batch => batch.Records).ToList();
        var timestamp = records.Count == 0 ? 0 : records[_random.Next(records.Count)].Timestamp + _random.Next(-1, 2);
        var expected = records.Find(record => record.Timestamp >= timestamp);
        Assert.Equal(Plain(expected), view.FindTimestamp(timestamp, view.Bounds.End));
        Assert.Equal(Plain(records.MaxBy(record => record.Timestamp)), view.FindLargestTimestamp());
    }

    private static TimestampedOffset? Plain(StoredRecord? record) =>
        record is null ? null : new TimestampedOffset(record.Timestamp, new Offset(record.Offset));

    private void CheckProducers()
    {
        foreach (var (newest, epoch) in History.Producers())
        {
            var known = Fixture.Log.Producers.TryDescribe(new ProducerId(newest.Producer.Id), out var description);
            Assert.True(known && description.Epoch.Value == epoch, $"producer {newest.Producer} in epoch {epoch} is known as {description}");
            if (newest.Producer.Epoch != epoch)
                continue;

            var again = new KeyedBatch([.. newest.Records.Select(record => (record.Key, record.Value))])
            {
                Producer = newest.Producer.Id,
                Epoch = epoch,
                Sequence = newest.Producer.Sequence,
                IsTransactional = newest.Producer.IsTransactional,
            };
            var check = Fixture.Log.Producers.Check(again.Open());
            Assert.True(
                check.IsDuplicate && (check.BaseOffset.Value, check.LastOffset.Value) == (newest.Base, newest.Last),
                $"batch {newest} sent again is {check}");
        }
    }
}
