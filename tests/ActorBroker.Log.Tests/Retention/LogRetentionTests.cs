using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Retention;
using ActorBroker.Log.Tests.Producers;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Retention;

public sealed class LogRetentionTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(10_000_000);
    private static readonly RetentionOptions OneSecond = new() { AgeMax = TimeSpan.FromSeconds(1) };

    [Fact]
    public void Old_segments_go_in_steps_and_young_ones_stay()
    {
        var fixture = Filled(segments: 5);
        fixture.Append(Batches.Of(1, Now.ToUnixTimeMilliseconds()));
        fixture.Log.SetHighWatermark(new Offset(6));

        var first = LogRetention.Step(fixture.Log, OneSecond, Now, segmentsMax: 3);
        var second = LogRetention.Step(fixture.Log, OneSecond, Now, segmentsMax: 3);

        Assert.Equal((3, 3, false), (first.LogStart.Value, first.SegmentCount, first.IsComplete));
        Assert.Equal((5, 2, true), (second.LogStart.Value, second.SegmentCount, second.IsComplete));
        Assert.Equal(Now.AddSeconds(1).AddMilliseconds(1), second.NextDue);
        Assert.Equal(["5:value-10000000-0"], fixture.ReadAll());
    }

    [Fact]
    public void A_log_all_too_old_keeps_one_empty_segment_named_by_its_end()
    {
        var fixture = Filled(segments: 3);
        fixture.Log.SetHighWatermark(new Offset(3));

        var result = LogRetention.Step(fixture.Log, OneSecond, Now);

        Assert.Equal((3, 3), (result.LogStart.Value, result.SegmentCount));
        Assert.Equal([$"{3:D20}.log"], NamesOf(fixture, ".log"));
        fixture.Append(Batches.Of(1, 77));
        Assert.Equal(["3:value-77-0"], fixture.ReadAll());
    }

    [Fact]
    public void Nothing_goes_that_is_not_committed()
    {
        var fixture = Filled(segments: 3);
        fixture.Log.SetHighWatermark(new Offset(1));

        Assert.Equal(1, LogRetention.Step(fixture.Log, OneSecond, Now).LogStart.Value);
    }

    [Fact]
    public void An_open_transaction_keeps_its_records_and_all_behind_them()
    {
        var fixture = new LogFixture(new PartitionLogOptions { SegmentBytesMax = 1 });
        fixture.Append(Batches.Of(1, 1));
        fixture.Append(new TestBatch { IsTransactional = true }.ToArray());
        fixture.Append(Batches.Of(1, 2));
        fixture.Log.SetHighWatermark(new Offset(3));

        var open = LogRetention.Step(fixture.Log, OneSecond, Now);
        fixture.Append(new TestBatch { IsCommit = true }.ToArray());
        fixture.Log.SetHighWatermark(new Offset(4));
        var ended = LogRetention.Step(fixture.Log, OneSecond, Now);

        Assert.Equal((1, 4), (open.LogStart.Value, ended.LogStart.Value));
    }

    [Fact]
    public void Leased_bytes_outlast_retention()
    {
        var fixture = Filled(segments: 2);
        fixture.Log.SetHighWatermark(new Offset(2));
        using var slice = fixture.Log.View.Read(Offset.Zero, new Offset(1), 1000).Slice!;

        LogRetention.Step(fixture.Log, OneSecond, Now);

        Assert.Equal(slice.BytesMax, slice.CopyTo(new byte[slice.BytesMax]));
        Assert.Equal(ReadStatus.OffsetOutOfRange, fixture.Log.View.Read(Offset.Zero, new Offset(2), 1000).Status);
    }

    [Fact]
    public void What_a_crash_leaves_is_not_less_than_what_retention_kept()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var disk = new MemoryDisk(keepsHistory: true);
            var fixture = Filled(segments: 6, disk);
            fixture.Flush();
            fixture.Log.SetHighWatermark(new Offset(6));
            var before = disk.ChangeCount;
            LogRetention.Step(fixture.Log, new RetentionOptions { AgeMax = null, BytesMax = 150 }, Now);
            var kept = fixture.ReadAll();
            var known = fixture.Log.State;

            for (var change = before; change <= disk.ChangeCount; change++)
            {
                var restarted = new LogFixture(fixture.Options, disk.CrashedAt(change, DiskCrash.PowerLoss, new Random(seed)));
                var report = restarted.Recover(known);
                Assert.Empty(report.Damage);
                Assert.Equal(kept, restarted.ReadAll());
            }
        }
    }

    [Fact]
    public void Producers_are_known_after_their_records_went_and_the_power_failed()
    {
        var disk = new MemoryDisk();
        var fixture = new LogFixture(new PartitionLogOptions { SegmentBytesMax = 1 }, disk);
        for (var sequence = 0; sequence < 4; sequence++)
            fixture.Append(new TestBatch { Sequence = sequence }.ToArray());
        fixture.Log.SetHighWatermark(new Offset(4));
        LogRetention.Step(fixture.Log, OneSecond, Now);
        var (_, logStart, recoveryPoint) = fixture.Journal.Notes[^1];

        var restarted = new LogFixture(fixture.Options, disk.Crash(DiskCrash.PowerLoss, new Random(1)));
        restarted.Recover(ReplicaState.New(LogFixture.Id).After(logStart, recoveryPoint));

        var repeated = restarted.Log.Producers.Check(new TestBatch { Sequence = 3 }.Open());
        Assert.Equal((ErrorCode.DuplicateSequenceNumber, new Offset(3)), (repeated.Error, repeated.BaseOffset));
    }

    private static LogFixture Filled(int segments, ILogDisk? disk = null)
    {
        var fixture = new LogFixture(new PartitionLogOptions { SegmentBytesMax = 1 }, disk);
        for (var index = 0; index < segments; index++)
            fixture.Append(Batches.Of(1, 1_000 + index));
        return fixture;
    }

    private static IEnumerable<string> NamesOf(LogFixture fixture, string kind) =>
        fixture.Disk.List(fixture.Directory).Select(entry => entry.Name).Where(name => name.EndsWith(kind, StringComparison.Ordinal));
}
