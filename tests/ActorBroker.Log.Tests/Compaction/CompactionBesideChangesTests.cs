using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>A compaction while the log is read, flushed, cut, or fails.</summary>
public sealed class CompactionBesideChangesTests
{
    private readonly MemoryDisk _disk = new();
    private readonly CompactionFixture _fixture;
    private readonly LogCompactor _compactor;

    public CompactionBesideChangesTests()
    {
        _fixture = new CompactionFixture(new PartitionLogOptions { SegmentBytesMax = 200, IndexIntervalBytes = 50 }, _disk);
        for (var round = 0; round < 6; round++)
            _fixture.Append(new KeyedBatch(("a", $"{round}"), ($"k{round}", "1"), ("b", $"{round}")).ToArray());
        _fixture.Roll();
        _compactor = _fixture.Compactor();
    }

    [Fact]
    public void What_readers_lease_stays_as_it_was_and_old_views_are_superseded()
    {
        var view = _fixture.Log.View;
        using var slice = view.Read(Offset.Zero, view.Bounds.End, 1_000).Slice!;
        var before = new byte[slice.BytesMax];
        var length = slice.CopyTo(before);

        _fixture.Compact();

        var after = new byte[slice.BytesMax];
        Assert.Equal(length, slice.CopyTo(after));
        Assert.Equal(before, after);
        Assert.Equal(ReadStatus.Superseded, view.Read(Offset.Zero, view.Bounds.End, 1_000).Status);
        Assert.Equal(8, _fixture.Records().Count);
    }

    [Fact]
    public void Appends_and_flushes_go_on_between_steps()
    {
        var run = _compactor.Begin(_fixture.Options, _fixture.Now)!;
        var appended = 0;
        CompactionStep step;
        while ((step = run.Step(1)) != CompactionStep.Done)
        {
            _fixture.Logs.Append(new KeyedBatch(($"new{appended++}", "1")).ToArray());
            var ticket = _fixture.Log.PrepareFlush(checkpoint: true)!;
            if (step == CompactionStep.Swap)
                _compactor.Swap(run);
            ticket.Run();
            _fixture.Log.CompleteFlush(ticket, null);
        }

        _compactor.End(run);

        Assert.Equal(8 + appended, _fixture.Records().Count);
        Assert.Equal(_fixture.Log.State.LogEnd, _fixture.Log.DurableOffset);
        Assert.Null(_fixture.Log.Failure);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(17)]
    public void A_log_that_is_cut_meanwhile_throws_the_work_away(int offset)
    {
        var run = StepToSwap();

        _fixture.Log.Truncate(new Offset(offset));
        var left = _fixture.Records();
        _compactor.Swap(run);

        Assert.Equal((CompactionStep.Done, true), (run.Step(100), run.IsSuperseded));
        _compactor.End(run);
        Assert.Equal(left, _fixture.Records());
        Assert.Empty(_fixture.Files(".cleaned"));
        Assert.Equal(Offset.Zero, _fixture.Checkpoint().CleanPoint);
    }

    [Fact]
    public void Segments_that_retention_took_meanwhile_end_the_work()
    {
        var run = StepToSwap();

        _fixture.Log.MoveStart(new Offset(10));
        var left = _fixture.Records();
        _compactor.Swap(run);

        Assert.Equal((CompactionStep.Done, true), (run.Step(100), run.IsSuperseded));
        _compactor.End(run);
        Assert.Equal(left, _fixture.Records());
    }

    [Fact]
    public void A_log_that_is_cut_below_its_clean_point_is_compacted_again_from_there()
    {
        _fixture.Compact();
        Assert.Equal(new Offset(18), _fixture.Checkpoint().CleanPoint);

        _fixture.Log.Truncate(new Offset(17));
        _fixture.Append(new KeyedBatch(("k1", "new"), ("k2", "new"), ("z", "1")).ToArray());
        _fixture.Roll();
        _fixture.Compact();

        var keys = _fixture.Records().ConvertAll(text => text.Split('=')[0]);
        Assert.DoesNotContain("4:k1", keys);
        Assert.DoesNotContain("7:k2", keys);
    }

    [Fact]
    public void A_full_disk_ends_the_work_and_the_log_goes_on()
    {
        var faults = new DiskFaults();
        faults.FailAll(DiskOperationKind.Write, ".log.cleaned", DiskFault.NoSpace);
        _disk.Fault = faults.Check;
        var before = _fixture.Records();
        var run = _compactor.Begin(_fixture.Options, _fixture.Now)!;

        Assert.Throws<LogDiskException>(() => { while (run.Step(1_000) != CompactionStep.Swap) { } });
        _compactor.End(run);
        faults.Heal();

        Assert.Equal(before, _fixture.Records());
        Assert.Empty(_fixture.Files(".cleaned"));
        _fixture.Append(new KeyedBatch(("x", "1")).ToArray());
        _fixture.Compact();
        Assert.Equal(9, _fixture.Records().Count);
    }

    [Theory]
    [InlineData(DiskOperationKind.Rename, ".log.cleaned")]
    [InlineData(DiskOperationKind.Rename, ".log.swap")]
    [InlineData(DiskOperationKind.Delete, ".timeindex")]
    public void A_swap_that_fails_stops_the_log_and_its_recovery_goes_on(DiskOperationKind kind, string file)
    {
        var run = StepToSwap();
        var faults = new DiskFaults();
        faults.FailAll(kind, file, DiskFault.Failed);
        _disk.Fault = faults.Check;

        Assert.Throws<LogDiskException>(() => _compactor.Swap(run));
        faults.Heal();
        _compactor.End(run);

        Assert.Throws<LogFailedException>(() => _fixture.Append(new KeyedBatch(("x", "1")).ToArray()));
        Assert.Null(_compactor.Begin(_fixture.Options, _fixture.Now));
        Assert.Empty(_fixture.Logs.Recover(_fixture.Log.State).Damage);
        _fixture.Settle();
        _fixture.Compact();
        Assert.Equal(8, _fixture.Records().Count);
    }

    [Fact]
    public void A_log_stays_in_memory_while_it_is_compacted()
    {
        _fixture.Logs.Flush(checkpoint: true);
        _fixture.Log.MarkClean();
        var run = _compactor.Begin(_fixture.Options, _fixture.Now)!;

        _fixture.Log.Unload();
        Assert.True(_fixture.Log.IsLoaded);
        _compactor.End(run);
        _fixture.Log.Unload();
        Assert.False(_fixture.Log.IsLoaded);
    }

    private CompactionRun StepToSwap()
    {
        var run = _compactor.Begin(_fixture.Options, _fixture.Now)!;
        CompactionStep step;
        while ((step = run.Step(100)) == CompactionStep.Continue)
        {
        }

        Assert.Equal(CompactionStep.Swap, step);
        return run;
    }
}
