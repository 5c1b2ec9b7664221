using ActorBroker.Log.Producers;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Producers;

public sealed class ProducerStatesTests
{
    private readonly ProducerStates _states = new(new ProducerStateOptions());

    [Fact]
    public void A_batch_of_no_producer_is_accepted_and_leaves_nothing()
    {
        var batch = new TestBatch { Producer = -1, Epoch = -1, Sequence = -1, Count = 3 };

        Assert.True(Check(batch).IsAccepted);
        Apply(batch);

        Assert.Equal(0, _states.Count);
        Assert.Equal(new Offset(3), _states.NextOffset);
    }

    [Fact]
    public void A_repeated_batch_gets_the_originals_place()
    {
        Apply(new TestBatch { Sequence = 0, Count = 4, Offset = 20, Timestamp = 55 });
        Apply(new TestBatch { Sequence = 4, Count = 1, Offset = 30 });

        var check = Check(new TestBatch { Sequence = 0, Count = 4, Timestamp = 55 });

        Assert.True(check.IsDuplicate);
        Assert.Equal(new ProducerCheck(ErrorCode.DuplicateSequenceNumber, new Offset(20), new Offset(23), 55), check);
    }

    [Fact]
    public void The_last_five_batches_are_known_and_the_sixth_is_a_gap()
    {
        for (var sequence = 0; sequence < 6; sequence++)
            Apply(new TestBatch { Sequence = sequence, Offset = sequence });

        var errors = Enumerable.Range(0, 6).Select(sequence => Check(new TestBatch { Sequence = sequence }).Error);

        Assert.Equal(
            [ErrorCode.OutOfOrderSequenceNumber, .. Enumerable.Repeat(ErrorCode.DuplicateSequenceNumber, 5)], errors);
    }

    [Fact]
    public void A_gap_is_out_of_order()
    {
        Apply(new TestBatch { Sequence = 0 });

        Assert.Equal(ErrorCode.OutOfOrderSequenceNumber, Check(new TestBatch { Sequence = 2 }).Error);
        Assert.True(Check(new TestBatch { Sequence = 1 }).IsAccepted);
    }

    [Fact]
    public void Sequences_wrap_from_the_largest_to_zero()
    {
        Apply(new TestBatch { Sequence = int.MaxValue - 1, Count = 4, Offset = 10 });

        var repeated = Check(new TestBatch { Sequence = int.MaxValue - 1, Count = 4 });

        Assert.Equal((new Offset(10), new Offset(13)), (repeated.BaseOffset, repeated.LastOffset));
        Assert.True(Check(new TestBatch { Sequence = 2 }).IsAccepted);
    }

    [Fact]
    public void Any_sequence_is_accepted_of_a_producer_that_is_not_known()
    {
        Assert.True(Check(new TestBatch { Sequence = 4711 }).IsAccepted);
    }

    [Fact]
    public void An_older_epoch_is_fenced()
    {
        Apply(new TestBatch { Epoch = 3 });

        Assert.Equal(ErrorCode.InvalidProducerEpoch, Check(new TestBatch { Epoch = 2, Sequence = 1 }).Error);
    }

    [Fact]
    public void A_new_epoch_begins_at_sequence_zero()
    {
        Apply(new TestBatch { Epoch = 3, Sequence = 0 });

        Assert.Equal(ErrorCode.OutOfOrderSequenceNumber, Check(new TestBatch { Epoch = 4, Sequence = 1 }).Error);
        Assert.True(Check(new TestBatch { Epoch = 4, Sequence = 0 }).IsAccepted);
    }

    [Fact]
    public void Batches_checked_together_are_checked_one_after_the_other()
    {
        Apply(new TestBatch { Sequence = 0 });

        var errors = ((int[])[1, 2, 4, 3]).Select(sequence => Check(new TestBatch { Sequence = sequence }).Error);

        Assert.Equal([ErrorCode.None, ErrorCode.None, ErrorCode.OutOfOrderSequenceNumber, ErrorCode.None], errors);
    }

    [Fact]
    public void What_was_checked_and_not_applied_can_be_given_up()
    {
        Apply(new TestBatch { Sequence = 0 });
        Check(new TestBatch { Sequence = 1 });

        _states.ForgetChecked();

        Assert.True(Check(new TestBatch { Sequence = 1 }).IsAccepted);
    }

    [Fact]
    public void Checks_look_ahead_until_the_last_accepted_batch_is_applied()
    {
        Check(new TestBatch { Sequence = 0 });
        Check(new TestBatch { Sequence = 1 });

        Apply(new TestBatch { Sequence = 0, Offset = 0 });

        Assert.Equal(ErrorCode.OutOfOrderSequenceNumber, Check(new TestBatch { Sequence = 1 }).Error);
        Assert.True(Check(new TestBatch { Sequence = 2 }).IsAccepted);
    }

    [Fact]
    public void A_batch_that_was_applied_before_changes_nothing()
    {
        Apply(new TestBatch { Sequence = 0, Offset = 0 });
        Apply(new TestBatch { Sequence = 1, Offset = 1 });

        Apply(new TestBatch { Sequence = 0, Offset = 0 });

        Assert.Equal(new Offset(2), _states.NextOffset);
        Assert.True(Check(new TestBatch { Sequence = 2 }).IsAccepted);
    }

    [Fact]
    public void Appending_for_a_known_producer_allocates_nothing()
    {
        var batches = Enumerable.Range(0, 1_000).Select(n => new TestBatch { Sequence = n, Offset = n }.ToArray()).ToArray();
        foreach (var batch in batches.AsSpan(0, 500))
            CheckAndApply(batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var batch in batches.AsSpan(500))
            CheckAndApply(batch);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(new Offset(1_000), _states.NextOffset);
    }

    private void CheckAndApply(byte[] bytes)
    {
        Assert.True(RecordBatch.TryOpen(bytes, out var batch));
        Assert.True(_states.Check(batch).IsAccepted);
        _states.Apply(batch);
    }

    private ProducerCheck Check(TestBatch batch) => _states.Check(batch.Open());

    private void Apply(TestBatch batch) => _states.Apply(batch.Open());
}
