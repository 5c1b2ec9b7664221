using ActorBroker.Log.Producers;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Producers;

public sealed class TransactionStateTests
{
    private static readonly Offset Far = new(1_000_000);

    private readonly ProducerStates _states = new(new ProducerStateOptions());

    [Fact]
    public void An_open_transaction_holds_the_stable_offset_at_its_first_batch()
    {
        Apply(Data(producer: 1, sequence: 0, offset: 10));
        Apply(Data(producer: 2, sequence: 0, offset: 11));
        Apply(Data(producer: 1, sequence: 1, offset: 12));

        Assert.Equal(new Offset(10), _states.FirstUnstableOffset(Far));
    }

    [Fact]
    public void A_marker_ends_the_transaction_and_tells_its_place()
    {
        Apply(Data(producer: 1, sequence: 0, offset: 10));
        Apply(Data(producer: 2, sequence: 0, offset: 11));

        var second = Apply(Marker(producer: 2, offset: 12, isCommit: false));
        var first = Apply(Marker(producer: 1, offset: 13, isCommit: true));

        Assert.Equal(
            new CompletedTransaction(new ProducerId(2), new Offset(11), new Offset(12), new Offset(10), IsAborted: true), second);
        Assert.Equal(
            new CompletedTransaction(new ProducerId(1), new Offset(10), new Offset(13), new Offset(14), IsAborted: false), first);
    }

    [Fact]
    public void A_marker_without_records_ends_nothing_but_fences()
    {
        Assert.Null(Apply(Marker(producer: 1, offset: 0, isCommit: false, epoch: 5, coordinatorEpoch: 3)));

        Assert.Equal(ErrorCode.InvalidProducerEpoch, Check(Data(producer: 1, sequence: 0, offset: 1, epoch: 4)).Error);
        Assert.Equal(ErrorCode.OutOfOrderSequenceNumber, Check(Data(producer: 1, sequence: 1, offset: 1, epoch: 5)).Error);
        Assert.True(Check(Data(producer: 1, sequence: 0, offset: 1, epoch: 5)).IsAccepted);
    }

    [Fact]
    public void A_transaction_stays_unstable_until_its_marker_is_below_the_high_watermark()
    {
        Apply(Data(producer: 1, sequence: 0, offset: 10));
        Apply(Marker(producer: 1, offset: 20, isCommit: true));

        Assert.Equal(new Offset(10), _states.FirstUnstableOffset(new Offset(20)));
        Assert.Equal(Offset.None, _states.FirstUnstableOffset(new Offset(21)));

        _states.OnHighWatermark(new Offset(20));
        Assert.Equal(new Offset(10), _states.FirstUnstableOffset(new Offset(20)));
        _states.OnHighWatermark(new Offset(21));
        Assert.Equal(Offset.None, _states.FirstUnstableOffset(new Offset(20)));
    }

    [Fact]
    public void An_unstable_offset_is_not_below_the_log_start()
    {
        Apply(Data(producer: 1, sequence: 0, offset: 10));

        _states.RetainFrom(new Offset(15));

        Assert.Equal(new Offset(15), _states.FirstUnstableOffset(Far));
        Assert.Equal(1, _states.Count);
    }

    [Fact]
    public void A_log_that_begins_anew_below_its_old_start_has_its_own_unstable_offset()
    {
        _states.RetainFrom(new Offset(15));
        _states.Clear(new Offset(3));

        Apply(Data(producer: 1, sequence: 0, offset: 3));

        Assert.Equal(new Offset(3), _states.FirstUnstableOffset(Far));
    }

    [Fact]
    public void A_replaced_coordinators_marker_is_fenced()
    {
        Apply(Marker(producer: 1, offset: 0, isCommit: true, coordinatorEpoch: 4));

        Assert.Equal(
            ErrorCode.TransactionCoordinatorFenced, Check(Marker(producer: 1, offset: 1, isCommit: true, coordinatorEpoch: 3)).Error);
        Assert.True(Check(Marker(producer: 1, offset: 1, isCommit: true, coordinatorEpoch: 4)).IsAccepted);
    }

    [Fact]
    public void A_marker_of_an_older_producer_epoch_is_refused()
    {
        Apply(Data(producer: 1, sequence: 0, offset: 0, epoch: 2));

        Assert.Equal(ErrorCode.InvalidProducerEpoch, Check(Marker(producer: 1, offset: 1, isCommit: true, epoch: 1)).Error);
    }

    [Fact]
    public void A_late_marker_is_refused_where_each_transaction_has_its_epoch()
    {
        // KIP-890: the coordinator raises the epoch before it writes the marker, so one of the present epoch ended an earlier transaction.
        Apply(Data(producer: 1, sequence: 0, offset: 0, epoch: 2));
        var late = Marker(producer: 1, offset: 1, isCommit: true, epoch: 2);

        Assert.Equal(ErrorCode.InvalidProducerEpoch, _states.Check(late.Open(), markerRaisesEpoch: true).Error);

        Apply(Marker(producer: 1, offset: 1, isCommit: true, epoch: 3));
        var repeated = Marker(producer: 1, offset: 2, isCommit: true, epoch: 3);
        Assert.True(_states.Check(repeated.Open(), markerRaisesEpoch: true).IsAccepted);
    }

    [Fact]
    public void A_batch_outside_of_the_open_transaction_is_refused()
    {
        Apply(Data(producer: 1, sequence: 0, offset: 0));
        var outside = new TestBatch { Producer = 1, Sequence = 1 };

        Assert.Equal(ErrorCode.InvalidTxnState, Check(outside).Error);
    }

    [Fact]
    public void A_coordinators_batch_without_sequence_is_fenced_by_epoch_alone()
    {
        Apply(Data(producer: 1, sequence: -1, offset: 0, epoch: 2));

        Assert.True(Check(Data(producer: 1, sequence: -1, offset: 1, epoch: 2)).IsAccepted);
        Assert.Equal(ErrorCode.InvalidProducerEpoch, Check(Data(producer: 1, sequence: -1, offset: 1, epoch: 1)).Error);
        Assert.Equal(new Offset(0), _states.FirstUnstableOffset(Far));
    }

    [Fact]
    public void A_description_shows_the_open_transaction()
    {
        Apply(Data(producer: 1, sequence: 5, offset: 3, epoch: 2));

        Assert.True(_states.TryDescribe(new ProducerId(1), out var known));
        Assert.False(_states.TryDescribe(new ProducerId(2), out _));

        var expected = new ProducerDescription(
            new ProducerId(1), new ProducerEpoch(2), new Sequence(5), LastTimestamp: 1_000, CoordinatorEpoch: -1, new Offset(3));
        Assert.Equal(expected, known);
        Assert.Equal([expected], _states.Describe());
    }

    private static TestBatch Data(long producer, int sequence, long offset, short epoch = 0) => new()
    {
        Producer = producer,
        Sequence = sequence,
        Offset = offset,
        Epoch = epoch,
        IsTransactional = true,
    };

    private static TestBatch Marker(long producer, long offset, bool isCommit, short epoch = 0, int coordinatorEpoch = 0) => new()
    {
        Producer = producer,
        Offset = offset,
        Epoch = epoch,
        IsCommit = isCommit,
        CoordinatorEpoch = coordinatorEpoch,
    };

    private ProducerCheck Check(TestBatch batch) => _states.Check(batch.Open());

    private CompletedTransaction? Apply(TestBatch batch) => _states.Apply(batch.Open());
}
