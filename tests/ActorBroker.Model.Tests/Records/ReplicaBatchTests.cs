using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

/// <summary>What a log's batches may hold that a producer's may not.</summary>
public sealed class ReplicaBatchTests
{
    [Fact]
    public void Gaps_that_compaction_left_are_accepted()
    {
        var batch = new RawBatch { LastOffsetDelta = 9, Records = [new() { OffsetDelta = 2 }, new() { OffsetDelta = 9 }] };

        var result = Validate(batch);

        Assert.True(result is { IsValid: true, RecordCount: 2, MaxTimestampOffsetDelta: 2 }, result.Fault.Message);
    }

    [Fact]
    public void Batch_that_compaction_emptied_is_accepted()
    {
        var result = Validate(new RawBatch { LastOffsetDelta = 4, Records = [] });

        Assert.True(result is { IsValid: true, RecordCount: 0, MaxTimestamp: RawBatch.Now, MaxTimestampOffsetDelta: 4 }, result.Fault.Message);
    }

    [Fact]
    public void Log_append_time_is_the_time_of_all_records()
    {
        var batch = new RawBatch
        {
            Attributes = (int)RecordBatchAttributes.LogAppendTime,
            MaxTimestamp = 77,
            Records = [new(), new() { OffsetDelta = 1 }],
        };

        var result = Validate(batch);

        Assert.True(result is { IsValid: true, MaxTimestamp: 77, MaxTimestampOffsetDelta: 1 }, result.Fault.Message);
    }

    [Fact]
    public void Delete_horizon_and_old_timestamps_are_accepted()
    {
        var batch = new RawBatch
        {
            Attributes = (int)RecordBatchAttributes.DeleteHorizon,
            Records = [new() { TimestampDelta = -RawBatch.Now + 5 }],
            MaxTimestamp = 5,
        };

        var result = Validate(batch, RecordValidationOptions.OfReplica with { TimestampBeforeMaxMs = 0 });

        Assert.True(result is { IsValid: true, MaxTimestamp: 5 }, result.Fault.Message);
    }

    [Fact]
    public void Last_offset_may_be_the_last_that_has_a_next()
    {
        var result = Validate(new RawBatch { BaseOffset = long.MaxValue - 1 });

        Assert.True(result.IsValid, result.Fault.Message);
    }

    [Fact]
    public void Header_alone_is_judged_without_looking_at_the_records()
    {
        var bytes = new RawBatch { Records = [new() { Attributes = 1 }] }.ToBytes();

        var fault = RecordBatchValidator.CheckHeader(bytes, RecordValidationOptions.OfReplica);

        Assert.Equal(default, fault);
        Assert.False(RecordBatchValidator.Validate(bytes, RecordValidationOptions.OfReplica, RawBatch.Now).IsValid);
    }

    private static RecordBatchValidation Validate(RawBatch batch, RecordValidationOptions? options = null) =>
        RecordBatchValidator.Validate(batch.ToBytes(), options ?? RecordValidationOptions.OfReplica, RawBatch.Now);
}
