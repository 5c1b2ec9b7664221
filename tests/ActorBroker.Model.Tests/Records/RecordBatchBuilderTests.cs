using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class RecordBatchBuilderTests
{
    [Fact]
    public void Batch_lies_byte_for_byte_as_Kafka_lays_it()
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions
        {
            BaseOffset = new Offset(5),
            LeaderEpoch = new LeaderEpoch(7),
            ProducerId = new ProducerId(9),
            ProducerEpoch = new ProducerEpoch(3),
            BaseSequence = new Sequence(11),
            IsTransactional = true,
        });
        builder.TryAppend(1_000, "k"u8, "v"u8);
        builder.TryAppend(1_001, NullableBytes.Null, NullableBytes.Null, [new RecordHeader("h", null)]);

        var bytes = builder.ToArray();

        Assert.Equal(
            "0000000000000005" + "00000044" + "00000007" + "02" + "7481bddd" + "0010" + "00000001" + "00000000000003e8"
            + "00000000000003e9" + "0000000000000009" + "0003" + "0000000b" + "00000002"
            + "10" + "00" + "00" + "00" + "02" + "6b" + "02" + "76" + "00"
            + "12" + "00" + "02" + "02" + "01" + "01" + "02" + "02" + "68" + "01",
            Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Record_that_would_pass_the_limit_is_not_appended()
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { BytesMax = RecordBatchFormat.HeaderBytes + 20 });
        Assert.True(builder.TryAppend(1, NullableBytes.Null, new byte[13]));

        var second = builder.TryAppend(1, NullableBytes.Null, NullableBytes.Null);

        Assert.False(second);
        Assert.Equal((1, RecordBatchFormat.HeaderBytes + 20), (builder.Count, builder.SizeInBytes));
    }

    [Fact]
    public void Timestamp_that_no_broker_accepts_is_refused()
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);

        Assert.Throws<ArgumentOutOfRangeException>(() => builder.TryAppend(-2, NullableBytes.Null, NullableBytes.Null));
    }

    [Fact]
    public void Record_of_another_broker_keeps_its_timestamp_whatever_it_is()
    {
        RecordBatch.TryOpen(new RawBatch { BaseTimestamp = long.MinValue, MaxTimestamp = -7 }.ToBytes(), out var old);
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Of(old) with { DeleteHorizon = RawBatch.Now });
        foreach (var record in old.Records)
            Assert.True(builder.TryAppend(record));

        Assert.Equal([$"record 0 @{long.MinValue} 6b=76"], RecordBatchText.OfRecords(builder.Build()));
    }

    [Fact]
    public void Compacted_batch_keeps_its_span_of_offsets_and_its_sequence()
    {
        var original = new RecordBatchOptions
        {
            BaseOffset = new Offset(40),
            ProducerId = new ProducerId(1),
            ProducerEpoch = new ProducerEpoch(0),
            BaseSequence = new Sequence(8),
        };
        var full = Build(original, 5);
        RecordBatch.TryOpen(full, out var old);
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Of(old));
        foreach (var record in old.Records)
        {
            if (record.Offset.Value is 41 or 43)
                Assert.True(builder.TryAppend(record));
        }

        RecordBatch.TryOpen(builder.Build().Span, out var compacted);

        Assert.Equal((40, 44, 2), (compacted.BaseOffset.Value, compacted.LastOffset.Value, compacted.RecordCount));
        Assert.Equal((8, 12), (compacted.BaseSequence.Value, compacted.LastSequence.Value));
        Assert.Equal([41, 43], Offsets(compacted));
    }

    [Fact]
    public void Emptied_batch_keeps_its_span_of_offsets_and_its_time()
    {
        RecordBatch.TryOpen(Build(new RecordBatchOptions { BaseOffset = new Offset(40) }, 3), out var old);
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Of(old));

        RecordBatch.TryOpen(builder.Build().Span, out var empty);

        Assert.Equal((40, 42, 0), (empty.BaseOffset.Value, empty.LastOffset.Value, empty.RecordCount));
        Assert.Equal(old.MaxTimestamp, empty.MaxTimestamp);
        Assert.Equal(RecordBatchFormat.HeaderBytes, empty.Bytes.Length);
        Assert.Equal(Crc32C.Compute(empty.Bytes[RecordBatchFormat.AttributesPosition..]), empty.Crc);
    }

    private static byte[] Build(RecordBatchOptions options, int records)
    {
        using var builder = new RecordBatchBuilder(options);
        for (var i = 0; i < records; i++)
            builder.TryAppend(1_000 + i, "key"u8, "value"u8);
        return builder.ToArray();
    }

    private static List<long> Offsets(RecordBatch batch)
    {
        var offsets = new List<long>();
        foreach (var record in batch.Records)
            offsets.Add(record.Offset.Value);
        return offsets;
    }
}
