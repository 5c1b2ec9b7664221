using ActorBroker.Log.Compaction;
using ActorBroker.Log.Reading;
using ActorBroker.Model;
using ActorBroker.Model.Compression;

namespace ActorBroker.Log.Tests.Compaction;

public sealed class LogCompactorTests
{
    private readonly CompactionFixture _fixture = new(new PartitionLogOptions { IndexIntervalBytes = 50 });

    [Fact]
    public void Of_each_key_the_last_record_stays_at_its_offset()
    {
        _fixture.Append(new KeyedBatch(("a", "1"), ("b", "1"), ("a", "2")).ToArray());
        _fixture.Append(new KeyedBatch(("c", "1"), ("a", "3")).ToArray());
        _fixture.Roll();
        _fixture.Append(new KeyedBatch(("b", "9")).ToArray());

        var run = _fixture.Compact();

        Assert.Equal(["1:b=1", "3:c=1", "4:a=3", "5:b=9"], _fixture.Records());
        Assert.Equal((2L, 1), (run!.Progress.RecordsRemoved, run.Progress.SegmentsReplaced));
        Assert.Equal(100, run.Progress.Percent);
        Assert.Equal(new Offset(5), _fixture.Checkpoint().CleanPoint);
    }

    [Fact]
    public void A_record_without_key_goes()
    {
        _fixture.Append(new KeyedBatch((null, "1"), ("b", "1"), (null, null)).ToArray());
        _fixture.Roll();

        _fixture.Compact();

        Assert.Equal(["1:b=1"], _fixture.Records());
    }

    [Fact]
    public void Batches_keep_what_their_headers_say()
    {
        foreach (var codec in Enum.GetValues<CompressionCodec>())
        {
            _fixture.Append(
                new KeyedBatch(("a", "1"), ("b", "1"), ("c", "2"), ("a", "3"))
                {
                    Codec = codec,
                    Producer = 5 + (long)codec,
                    Epoch = 2,
                    Sequence = 0,
                    LogAppendTimestamp = codec == CompressionCodec.Lz4 ? 77_000 : null,
                }.ToArray());
        }

        _fixture.Append(new KeyedBatch(("a", "4"), ("c", "9")).ToArray());
        _fixture.Roll();
        var before = _fixture.Read();

        _fixture.Compact();

        var after = _fixture.Read();
        Assert.Equal(before.Select(batch => (batch.Base, batch.Last, batch.Producer)), after.Select(batch => (batch.Base, batch.Last, batch.Producer)));
        Assert.Empty(after[0].Records);
        Assert.Equal((before[4].Codec, before[4].LeaderEpoch, "b"), (after[4].Codec, after[4].LeaderEpoch, after[4].Records.Single().Key));
        Assert.Equal((true, 77_000), (after[3].IsLogAppendTime, after[3].MaxTimestamp));
    }

    [Fact]
    public void Small_neighbours_become_one_segment()
    {
        for (var index = 0; index < 8; index++)
        {
            _fixture.Append(new KeyedBatch(("a", $"{index}"), ($"k{index}", "1")).ToArray());
            _fixture.Roll();
        }

        _fixture.Compact();

        Assert.Equal([$"{0:D20}.log", $"{16:D20}.log"], _fixture.Files(".log"));
        Assert.Equal(9, _fixture.Records().Count);
    }

    [Fact]
    public void Nothing_above_the_last_stable_offset_is_touched()
    {
        _fixture.Append(new KeyedBatch(("a", "1"), ("a", "2")).ToArray());
        _fixture.Roll();
        _fixture.Append(new KeyedBatch(("a", "3")) { Producer = 1, Epoch = 0, Sequence = 0, IsTransactional = true }.ToArray());
        _fixture.Append(new KeyedBatch(("a", "4"), ("a", "5")).ToArray());
        _fixture.Roll();

        _fixture.Compact();

        Assert.Equal(["1:a=2", "2:a=3", "3:a=4", "4:a=5"], _fixture.Records());
        Assert.Equal(new Offset(2), _fixture.Log.State.LastStable);
    }

    [Fact]
    public void Nothing_goes_for_a_record_that_is_not_durable()
    {
        _fixture.Append(new KeyedBatch(("a", "1")).ToArray());
        _fixture.Roll();
        _fixture.Logs.Append(new KeyedBatch(("a", "2")).ToArray());
        _fixture.Log.SetHighWatermark(new Offset(2));
        _fixture.Log.Roll();

        _fixture.Compact();

        Assert.Equal(["0:a=1", "1:a=2"], _fixture.Records());
        _fixture.Settle();
        _fixture.Compact();
        Assert.Equal(["1:a=2"], _fixture.Records());
    }

    [Fact]
    public void A_segment_from_which_nothing_goes_stays_as_it_is()
    {
        _fixture.Append(new KeyedBatch(("a", "1"), ("b", "2")).ToArray());
        _fixture.Roll();
        var view = _fixture.Log.View;

        var run = _fixture.Compact();

        Assert.Equal((0, new Offset(2)), (run!.Progress.SegmentsReplaced, _fixture.Checkpoint().CleanPoint));
        Assert.Equal(ReadStatus.Found, view.Read(Offset.Zero, new Offset(2), 1000).Status);
        Assert.Empty(_fixture.Files(".cleaned"));
    }

    [Fact]
    public void More_keys_than_fit_into_the_map_take_more_runs()
    {
        _fixture.Limits = new CompactionLimits { OffsetMapBytesMax = CompactionLimits.OffsetMapBytesMin };
        for (var round = 0; round < 2; round++)
            _fixture.Append(new KeyedBatch([.. Enumerable.Range(0, 100).Select(key => ((string?)$"k{key}", (string?)$"v{round}"))]).ToArray());
        _fixture.Roll();

        var runs = 0;
        while (_fixture.Compact() is not null)
            runs++;

        Assert.Equal(8, runs);
        Assert.Equal(Enumerable.Range(0, 100).Select(key => $"{100 + key}:k{key}=v1"), _fixture.Records());
    }
}
