using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Compression;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>Damage stops a compaction; it never becomes a loss.</summary>
public sealed class CompactionObstacleTests
{
    private readonly CompactionFixture _fixture = new(new PartitionLogOptions { SegmentBytesMax = 1 });

    [Fact]
    public void A_damaged_batch_among_the_new_ones_stops_the_compaction_before_its_segment()
    {
        Append("1", "2", "3", "4");
        Flip(segment: 2);

        var run = _fixture.Compact();

        Assert.Equal((new Offset(2), StoredBatchDefect.Checksum), (run!.Obstacle!.First, run.Obstacle.Defect));
        Assert.Equal(new Offset(2), _fixture.Checkpoint().CleanPoint);
        Heal(segment: 2);
        Assert.Equal(["1:a=2", "2:a=3", "3:a=4"], _fixture.Records());
    }

    [Fact]
    public void A_damaged_batch_among_the_old_ones_stops_it_too()
    {
        Append("1", "2", "3");
        _fixture.Compact();
        Append("4", "5");
        Flip(segment: 2);

        var run = _fixture.Compact();

        Assert.Equal(new Offset(2), run!.Obstacle!.First);
        Assert.Equal(new Offset(3), _fixture.Checkpoint().CleanPoint);
        Heal(segment: 2);
        Assert.Equal(["2:a=3", "3:a=4", "4:a=5"], _fixture.Records());
    }

    [Fact]
    public void A_compactor_does_not_try_again_what_it_did_not_get_past()
    {
        Append("1", "2", "3");
        Flip(segment: 1);
        var compactor = _fixture.Compactor();
        var run = compactor.Begin(_fixture.Options, _fixture.Now)!;
        while (run.Step(1_000) != CompactionStep.Done)
        {
        }

        compactor.End(run);

        Assert.NotNull(run.Obstacle);
        Assert.Null(compactor.Begin(_fixture.Options, _fixture.Now));
    }

    [Fact]
    public void A_batch_larger_than_the_limits_stops_it_and_is_no_damage()
    {
        _fixture.Limits = new CompactionLimits { BatchBytesMax = 200 };
        Append("1", "2");
        _fixture.Append(new KeyedBatch(("a", new string('x', 300))).ToArray());
        Append("4");

        var run = _fixture.Compact();

        Assert.Equal((new Offset(2), StoredBatchDefect.None), (run!.Obstacle!.First, run.Obstacle.Defect));
        Assert.Equal("1:a=2", _fixture.Records()[0]);
    }

    [Fact]
    public void Records_that_inflate_past_the_limit_stop_it()
    {
        _fixture.Limits = new CompactionLimits { InflatedBytesMax = 1_000 };
        Append("1", "2");
        _fixture.Append(new KeyedBatch(("a", new string('x', 3_000))) { Codec = CompressionCodec.Zstd }.ToArray());
        Append("4");

        var run = _fixture.Compact();

        Assert.Equal((new Offset(2), StoredBatchDefect.Records), (run!.Obstacle!.First, run.Obstacle.Defect));
    }

    private void Append(params string[] values)
    {
        foreach (var value in values)
            _fixture.Append(new KeyedBatch(("a", value)).ToArray());
        _fixture.Roll();
    }

    private void Flip(int segment) => Change(segment, bits => (byte)(bits ^ 1));

    private void Heal(int segment) => Change(segment, bits => (byte)(bits ^ 1));

    /// <summary>Changes the last byte of a segment's only batch.</summary>
    private void Change(int segment, Func<byte, byte> change)
    {
        using var file = _fixture.Logs.Disk.Open($"{_fixture.Logs.Directory}/{segment:D20}.log", LogFileMode.Existing);
        var last = new byte[1];
        file.Read(file.Length - 1, last);
        file.Write(file.Length - 1, [change(last[0])]);
    }
}
