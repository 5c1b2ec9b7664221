using ActorBroker.Log.Disk;
using ActorBroker.Log.Flushing;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Measures;

namespace ActorBroker.Log.Tests.Flushing;

public sealed class CommitQueueTests
{
    private readonly MemoryDisk _disk = new();
    private readonly SeededDiskExecutor _executor = new(new Random(1));
    private readonly LogFixture _fixture;
    private readonly CommitQueue _queue;

    public CommitQueueTests()
    {
        _fixture = new LogFixture(disk: _disk);
        _queue = new CommitQueue(_fixture.Log, new Flusher(_executor, 2), action => action());
    }

    [Fact]
    public void Nobody_is_told_before_the_flush_ran()
    {
        var told = new List<string>();
        Append(told, "a");

        Assert.Empty(told);
        _executor.RunAll();
        Assert.Equal(["a durable"], told);
    }

    [Fact]
    public void What_was_appended_while_a_flush_ran_is_served_by_the_next_one_together()
    {
        var told = new List<string>();
        Append(told, "a");
        Append(told, "b");
        Append(told, "c");

        while (told.Count == 0)
            Assert.True(_executor.RunOne());
        Assert.Equal(["a durable"], told);
        _executor.RunAll();
        Assert.Equal(["a durable", "b durable", "c durable"], told);
        Assert.Equal(_fixture.Log.State.LogEnd, _fixture.Log.DurableOffset);
    }

    [Fact]
    public void Each_flush_is_measured()
    {
        var clock = new ManualClock();
        var durations = new DurationCounts();
        var flusher = new Flusher(_executor, 1, clock, durations);
        _fixture.Append(Batches.Of(1));
        var ticket = _fixture.Log.PrepareFlush()!;
        _disk.Fault = operation =>
        {
            clock.Pass(operation.Kind == DiskOperationKind.Flush ? TimeSpan.FromMilliseconds(3) : TimeSpan.Zero);
            return null;
        };

        flusher.Submit(ticket, failure => _fixture.Log.CompleteFlush(ticket, failure));
        clock.Pass(TimeSpan.FromSeconds(1));
        _executor.RunAll();

        Assert.Equal((1, TimeSpan.FromMilliseconds(3)), (durations.Read().Count, durations.Read().Sum));
    }

    [Fact]
    public void A_checkpoint_makes_the_log_clean_and_serves_those_who_wait_meanwhile()
    {
        var told = new List<string>();
        _fixture.Append(Batches.Of(1));
        Assert.True(_queue.TryCheckpoint(failure => told.Add($"checkpoint {failure?.Message ?? "done"}")));
        Append(told, "a");
        Assert.False(_queue.TryCheckpoint(_ => told.Add("never")));

        _executor.RunAll();

        Assert.Equal(["checkpoint done", "a durable"], told);
        Assert.False(_queue.IsFlushing);
        Assert.True(_queue.TryCheckpoint(_ => told.Add("clean")));
        _executor.RunAll();
        Assert.Equal(_fixture.Log.State.LogEnd, _fixture.Log.State.RecoveryPoint);
    }

    [Fact]
    public void All_are_told_of_a_failed_flush_and_the_log_takes_no_more()
    {
        var told = new List<string>();
        Append(told, "a");
        Append(told, "b");
        _disk.Fault = operation => operation.Kind == DiskOperationKind.Flush ? DiskFault.Failed : null;

        _executor.RunAll();

        Assert.Equal(["a LogDiskException", "b LogDiskException"], told);
        Assert.Throws<LogFailedException>(() => _fixture.Append(Batches.Of(1)));
    }

    [Fact]
    public void Who_waits_for_an_offset_that_is_cut_is_told_so_and_the_others_are_served()
    {
        var told = new List<string>();
        Append(told, "a");
        Append(told, "b");

        _fixture.Log.Truncate(new Offset(1));
        _queue.OnTruncated();
        _fixture.Append(Batches.Of(1));
        _executor.RunAll();

        Assert.Equal(["a durable", "b OffsetCutException"], told.Order());
    }

    [Fact]
    public void A_flush_that_began_before_a_truncation_makes_nothing_durable()
    {
        _fixture.Append(Batches.Of(1), Batches.Of(1));
        var ticket = _fixture.Log.PrepareFlush()!;
        _fixture.Log.Truncate(new Offset(1));
        _fixture.Append(Batches.Of(1));

        ticket.Run();
        _fixture.Log.CompleteFlush(ticket, null);

        Assert.Equal(0, _fixture.Log.DurableOffset.Value);
    }

    private void Append(List<string> told, string name)
    {
        _fixture.Append(Batches.Of(1));
        _queue.WhenDurable(_fixture.Log.State.LogEnd, failure => told.Add($"{name} {failure?.GetType().Name ?? "durable"}"));
    }
}
