using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class RecordBatchValidatorTests
{
    private static readonly RecordValidationOptions Client = RecordValidationOptions.Default;

    [Fact]
    public void Valid_batch_tells_its_count_its_size_and_its_largest_timestamp()
    {
        var batch = new RawBatch
        {
            Records = [new() { TimestampDelta = -5 }, new() { OffsetDelta = 1 }, new() { OffsetDelta = 2 }, new() { OffsetDelta = 3, TimestampDelta = -1 }],
        };

        var result = Validate(batch, Client);

        Assert.Equal(
            new RecordBatchValidation { RecordCount = 4, InflatedBytes = 36, MaxTimestamp = RawBatch.Now, MaxTimestampOffsetDelta = 1 },
            result);
        Assert.True(result.IsValid);
        Assert.Equal(ErrorCode.None, result.ErrorCode);
    }

    [Fact]
    public void Zeros_in_place_of_a_producer_are_accepted_as_kafkajs_sends_them()
    {
        var result = Validate(new RawBatch { ProducerEpoch = 0, BaseSequence = 0 }, Client);

        Assert.True(result.IsValid, result.Fault.Message);
    }

    [Fact]
    public void Wrong_largest_timestamp_is_reported_and_can_be_set_right_as_sarama_needs_it()
    {
        var bytes = new RawBatch { MaxTimestamp = -1 }.ToBytes();

        var result = RecordBatchValidator.Validate(bytes, Client, RawBatch.Now);
        RecordBatchPatch.SetMaxTimestamp(bytes, result.MaxTimestamp);

        Assert.True(result is { IsValid: true, IsMaxTimestampWrong: true, MaxTimestamp: RawBatch.Now });
        var patched = RecordBatchValidator.Validate(bytes, RecordValidationOptions.OfReplica, RawBatch.Now);
        Assert.True(patched is { IsValid: true, IsMaxTimestampWrong: false, MaxTimestamp: RawBatch.Now });
    }

    [Fact]
    public void Record_without_a_timestamp_is_held_against_no_limit()
    {
        var batch = new RawBatch { BaseTimestamp = -1, MaxTimestamp = -1 };

        var result = Validate(batch, Client with { TimestampBeforeMaxMs = 10 });

        Assert.True(result is { IsValid: true, MaxTimestamp: -1, IsMaxTimestampWrong: false }, result.Fault.Message);
    }

    [Theory]
    [InlineData(-1_000)]
    [InlineData(0)]
    [InlineData(1_000)]
    public void Timestamps_on_the_topics_limits_are_accepted(long delta)
    {
        var batch = new RawBatch { Records = [new() { TimestampDelta = delta }] };

        var result = Validate(batch, Client with { TimestampBeforeMaxMs = 1_000, TimestampAfterMaxMs = 1_000 });

        Assert.True(result.IsValid, result.Fault.Message);
    }

    [Fact]
    public void Producers_timestamps_do_not_matter_where_the_leader_sets_its_own()
    {
        var batch = new RawBatch { BaseTimestamp = long.MaxValue, Records = [new() { TimestampDelta = 99 }] };

        var result = Validate(batch, Client with { TimestampType = TimestampType.LogAppendTime });

        Assert.True(result is { IsValid: true, IsMaxTimestampWrong: false }, result.Fault.Message);
    }

    [Fact]
    public void Producers_base_offset_does_not_matter_since_the_leader_assigns_it()
    {
        var result = Validate(new RawBatch { BaseOffset = long.MinValue }, Client);

        Assert.True(result.IsValid, result.Fault.Message);
    }

    [Fact]
    public void Marker_is_accepted_from_a_coordinator_also_in_a_compacted_topic()
    {
        var bytes = new EndTransactionMarker(IsCommit: true, CoordinatorEpoch: 3).ToBatch(new ProducerId(1), new ProducerEpoch(0), RawBatch.Now);

        var result = RecordBatchValidator.Validate(
            bytes, Client with { Origin = RecordBatchOrigin.Coordinator, IsKeyRequired = true }, RawBatch.Now);

        Assert.True(result.IsValid, result.Fault.Message);
    }

    [Fact]
    public void Numbers_padded_with_zero_bits_are_accepted_as_Kafka_accepts_them()
    {
        byte[] padded = [0x8E, 0x80, 0x00, 0x00, 0x80, 0x00, 0x00, 0x01, 0x01, 0x00];

        var result = Validate(new RawBatch { Payload = padded }, Client);

        Assert.True(result.IsValid, result.Fault.Message);
    }

    [Fact]
    public void Validation_of_a_batch_that_is_not_compressed_allocates_nothing()
    {
        ReadOnlyMemory<byte> bytes = new RawBatch { Records = [new(), new() { OffsetDelta = 1, HeaderCount = 1, Headers = [2, 0x61, 1] }] }.ToBytes();
        var result = default(RecordBatchValidation);

        var allocated = Allocations.Least(() => result = RecordBatchValidator.Validate(bytes, Client, RawBatch.Now));

        Assert.True(result.IsValid);
        Assert.Equal(0, allocated);
    }

    private static RecordBatchValidation Validate(RawBatch batch, RecordValidationOptions options) =>
        RecordBatchValidator.Validate(batch.ToBytes(), options, RawBatch.Now);
}
