using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Compaction;

public sealed class CompactionStateTests
{
    private readonly CompactionFixture _fixture = new(new PartitionLogOptions { SegmentBytesMax = 1 });

    [Fact]
    public void A_log_is_due_when_it_is_dirty_enough()
    {
        Append(3, 1_000);
        _fixture.Compact();
        Append(1, 2_000);
        var options = _fixture.Options with { DirtyRatioMin = 0.5 };

        var clean = _fixture.Compactor().Inspect(options, _fixture.Now);
        Append(2, 3_000);
        var dirty = _fixture.Compactor().Inspect(options, _fixture.Now);

        Assert.Equal((CompactionReason.None, CompactionReason.DirtyRatio), (clean.Reason, dirty.Reason));
        Assert.Equal((0.25, 0.5), (clean.DirtyRatio, dirty.DirtyRatio));
    }

    [Fact]
    public void Young_segments_wait_until_they_have_aged()
    {
        _fixture.Options = _fixture.Options with { LagMin = TimeSpan.FromHours(1) };
        Append(1, _fixture.Now.ToUnixTimeMilliseconds() - 3_600_000);
        Append(1, _fixture.Now.ToUnixTimeMilliseconds() - 3_599_999);
        Append(1, 5);

        _fixture.Compact();

        Assert.Equal(new Offset(1), _fixture.Checkpoint().CleanPoint);
    }

    [Fact]
    public void A_record_that_waited_too_long_makes_the_log_due_even_in_the_active_segment()
    {
        var fixture = new CompactionFixture(new PartitionLogOptions());
        fixture.Append(new KeyedBatch(("a", "1"), ("a", "2")) { Timestamp = fixture.Now.ToUnixTimeMilliseconds() }.ToArray());
        fixture.Options = new CompactionOptions { DirtyRatioMin = 1, LagMax = TimeSpan.FromHours(1) };

        fixture.Now += TimeSpan.FromMinutes(59);
        Assert.Null(fixture.Compact());
        fixture.Now += TimeSpan.FromMinutes(2);
        Assert.NotNull(fixture.Compact());
        Assert.Equal(["1:a=2"], fixture.Records());
    }

    [Fact]
    public void A_log_that_idles_with_one_segment_is_due_once_its_first_record_waited_too_long_and_not_loaded_before()
    {
        var fixture = new CompactionFixture(new PartitionLogOptions());
        fixture.Append(new KeyedBatch(("a", "1"), ("a", "2")) { Timestamp = fixture.Now.ToUnixTimeMilliseconds() }.ToArray());
        fixture.Logs.ReopenClean();
        var options = new CompactionOptions { LagMax = TimeSpan.FromHours(1) };
        var compactor = fixture.Compactor();

        Assert.Equal(CompactionReason.None, compactor.Inspect(options, fixture.Now).Reason);
        fixture.Log.Unload();
        Assert.Equal(CompactionReason.None, compactor.Inspect(options, fixture.Now.AddMinutes(59)).Reason);
        Assert.False(fixture.Log.IsLoaded);
        Assert.Equal(CompactionReason.Lag, compactor.Inspect(options, fixture.Now.AddMinutes(61)).Reason);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 3_600_001)]
    public void A_timestamp_at_the_end_of_time_makes_no_log_due(long timestamp)
    {
        var fixture = new CompactionFixture(new PartitionLogOptions());
        fixture.Append(new KeyedBatch(("a", "1")) { Timestamp = timestamp }.ToArray());

        var state = fixture.Compactor().Inspect(new CompactionOptions { LagMax = TimeSpan.FromHours(1) }, fixture.Now);

        Assert.Equal(CompactionReason.None, state.Reason);
    }

    [Fact]
    public void A_log_of_one_segment_is_not_loaded_to_be_inspected()
    {
        var fixture = new CompactionFixture(new PartitionLogOptions());
        fixture.Append(new KeyedBatch(("a", "1"), ("a", "2")).ToArray());
        fixture.Logs.ReopenClean();

        Assert.Equal(CompactionReason.None, fixture.Compactor().Inspect(fixture.Options, fixture.Now).Reason);
        Assert.False(fixture.Log.IsLoaded);
    }

    [Fact]
    public void What_was_clean_is_not_loaded_again_until_it_changes()
    {
        Append(3, 1_000);
        _fixture.Compact();
        _fixture.Logs.ReopenClean();
        var compactor = _fixture.Compactor();
        var options = _fixture.Options with { DirtyRatioMin = 0.5 };

        Assert.Equal(CompactionReason.None, compactor.Inspect(options, _fixture.Now).Reason);
        _fixture.Log.Unload();
        Assert.Equal(CompactionReason.None, compactor.Inspect(options, _fixture.Now.AddDays(1)).Reason);
        Assert.False(_fixture.Log.IsLoaded);

        Append(5, 2_000);
        Assert.Equal(CompactionReason.DirtyRatio, compactor.Inspect(options, _fixture.Now).Reason);
    }

    [Fact]
    public void What_waits_for_its_age_is_looked_at_again_though_nothing_changed()
    {
        Append(3, _fixture.Now.ToUnixTimeMilliseconds());
        var options = _fixture.Options with { LagMin = TimeSpan.FromHours(1) };
        var compactor = _fixture.Compactor();

        Assert.Equal(CompactionReason.None, compactor.Inspect(options, _fixture.Now).Reason);
        Assert.Equal(CompactionReason.DirtyRatio, compactor.Inspect(options, _fixture.Now.AddHours(2)).Reason);
    }

    [Fact]
    public void A_tombstone_whose_time_has_come_makes_a_log_due_that_was_clean()
    {
        _fixture.Append(new KeyedBatch(("a", null)) { Timestamp = 1_000 }.ToArray());
        Append(2, 1_000);
        _fixture.Compact();
        var compactor = _fixture.Compactor();
        var options = _fixture.Options with { DirtyRatioMin = 1 };

        Assert.Equal(CompactionReason.None, compactor.Inspect(options, _fixture.Now.AddHours(2)).Reason);
        Assert.Equal(CompactionReason.None, compactor.Inspect(options, _fixture.Now.AddHours(2)).Reason);
        Assert.Equal(CompactionReason.DeleteHorizon, compactor.Inspect(options, _fixture.Now.AddHours(4)).Reason);
    }

    [Fact]
    public void A_damaged_or_missing_checkpoint_costs_only_work()
    {
        CompactionCheckpointFile.Save(_fixture.Logs.Disk, "/logs", new CompactionCheckpoint(new Offset(77), 88));
        var path = $"/logs/{CompactionCheckpointFile.Name}";
        Assert.Equal(StateFileCondition.Sound, AtomicFile.Read(_fixture.Logs.Disk, path, 1_000, out var file));
        Assert.Equal(StateFileCondition.Sound, CompactionCheckpointFile.Load(_fixture.Logs.Disk, "/logs", out var checkpoint));
        Assert.Equal(new CompactionCheckpoint(new Offset(77), 88), checkpoint);

        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            AtomicFile.Replace(_fixture.Logs.Disk, path, file);
            file[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(StateFileCondition.Damaged, CompactionCheckpointFile.Load(_fixture.Logs.Disk, "/logs", out checkpoint));
            Assert.Equal(CompactionCheckpoint.None, checkpoint);
        }
    }

    private void Append(int count, long timestamp)
    {
        for (var index = 0; index < count; index++)
            _fixture.Append(new KeyedBatch(($"k{_fixture.Log.State.LogEnd.Value % 10}", "1")) { Timestamp = timestamp }.ToArray());
        _fixture.Roll();
    }
}
