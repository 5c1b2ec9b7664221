using ActorBroker.Log.Compaction;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>What goes only in time: KIP-534, and the markers of KIP-98.</summary>
public sealed class TombstoneAndMarkerTests
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(3);

    private readonly CompactionFixture _fixture = new(new PartitionLogOptions { IndexIntervalBytes = 50 });

    [Fact]
    public void A_tombstone_stays_until_its_horizon_has_passed()
    {
        _fixture.Append(new KeyedBatch(("a", "1"), ("a", null), ("b", "1")).ToArray());
        _fixture.Roll();
        var first = _fixture.Now;

        _fixture.Compact();
        Assert.Equal((first + Retention).ToUnixTimeMilliseconds(), _fixture.Read().Single().Horizon);
        Assert.Equal(["1:a=null", "2:b=1"], _fixture.Records());

        _fixture.Now = first + Retention - TimeSpan.FromMilliseconds(1);
        Assert.Null(_fixture.Compact());

        _fixture.Now = first + Retention;
        Assert.Equal(CompactionReason.DeleteHorizon, _fixture.Compactor().Inspect(_fixture.Options, _fixture.Now).Reason);
        _fixture.Compact();
        Assert.Equal(["2:b=1"], _fixture.Records());
        Assert.Null(_fixture.Compact());
    }

    [Fact]
    public void A_tombstone_that_newer_records_made_old_goes_at_once()
    {
        _fixture.Append(new KeyedBatch(("a", null), ("a", "2")).ToArray());
        _fixture.Roll();

        _fixture.Compact();

        Assert.Equal(["1:a=2"], _fixture.Records());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_marker_stays_while_records_of_its_transaction_do_and_then_until_its_horizon(bool isCommit)
    {
        _fixture.Append(Transactional(0, "a", "1"), KeyedBatch.Marker(7, 0, isCommit));
        _fixture.Append(Transactional(1, "b", "1"), KeyedBatch.Marker(7, 0, isCommit: true));
        _fixture.Roll();
        _fixture.Logs.Flush(checkpoint: true);
        _fixture.Compact();
        Assert.Equal(isCommit ? [0, 1, 2, 3] : [1, 2, 3], Bases());

        _fixture.Append(new KeyedBatch(("a", "9"), ("b", "9")).ToArray());
        _fixture.Append(Transactional(2, "c", "1"), KeyedBatch.Marker(7, 0, isCommit: true));
        _fixture.Roll();
        _fixture.Logs.Flush(checkpoint: true);
        _fixture.Compact();
        Assert.Equal(isCommit ? [1, 3, 4, 6, 7] : [1, 3, 4, 6, 7], Bases());

        for (var round = 0; round < 2; round++)
        {
            _fixture.Now += Retention;
            _fixture.Append(new KeyedBatch(($"k{round}", "1")).ToArray());
            _fixture.Roll();
            _fixture.Compact();
        }

        Assert.Equal([4, 6, 7, 8, 9], Bases());
    }

    [Fact]
    public void Records_of_an_aborted_transaction_go_and_make_nothing_old()
    {
        _fixture.Append(new KeyedBatch(("a", "kept")).ToArray());
        _fixture.Append(Transactional(0, "a", "aborted"), KeyedBatch.Marker(7, 0, isCommit: false));
        _fixture.Roll();
        Assert.Single(_fixture.Files(".txnindex"));

        _fixture.Compact();

        Assert.Equal(["0:a=kept"], _fixture.Records());
        Assert.Empty(_fixture.Files(".txnindex"));
        Assert.Empty(_fixture.Log.View.AbortedTransactions(Offset.Zero, _fixture.Log.State.LogEnd));
    }

    [Fact]
    public void A_marker_above_the_recovery_point_stays()
    {
        _fixture.Append(Transactional(0, "a", "1"), KeyedBatch.Marker(7, 0, isCommit: false), Transactional(1, "b", "1"));
        _fixture.Append(KeyedBatch.Marker(7, 0, isCommit: true));
        for (var round = 0; round < 4; round++)
        {
            _fixture.Append(new KeyedBatch(($"k{round}", "1")).ToArray());
            _fixture.Roll();
            _fixture.Now += Retention;
            _fixture.Compact();
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], Bases());
    }

    [Fact]
    public void The_newest_epoch_of_a_producer_is_known_by_its_marker()
    {
        _fixture.Append(Transactional(0, "a", "1"), KeyedBatch.Marker(7, epoch: 1, isCommit: false));
        _fixture.Roll();
        _fixture.Logs.Flush(checkpoint: true);
        for (var round = 0; round < 4; round++)
        {
            _fixture.Append(new KeyedBatch(($"k{round}", "1")).ToArray());
            _fixture.Roll();
            _fixture.Now += Retention;
            _fixture.Compact();
        }

        _fixture.Logs.Recover(null);

        Assert.True(_fixture.Log.Producers.TryDescribe(new ProducerId(7), out var known));
        Assert.Equal(new ProducerEpoch(1), known.Epoch);
    }

    private static byte[] Transactional(int sequence, string key, string value) =>
        new KeyedBatch((key, value)) { Producer = 7, Epoch = 0, Sequence = sequence, IsTransactional = true }.ToArray();

    private List<long> Bases() => [.. _fixture.Read().Select(batch => batch.Base)];
}
