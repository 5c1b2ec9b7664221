using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class RecordEnumeratorTests
{
    [Fact]
    public void Records_come_back_as_they_were_appended()
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { BaseOffset = new Offset(100) });
        builder.TryAppend(5_000, "k"u8, "value"u8, [new RecordHeader("h", [1, 2]), new RecordHeader("", null)]);
        builder.TryAppend(4_000, NullableBytes.Null, NullableBytes.Null);
        builder.TryAppend(9_000, ""u8, new byte[300]);

        var read = RecordBatchText.OfRecords(builder.Build());

        Assert.Equal(
            [
                "record 100 @5000 6b=76616c7565 [h=0102] [=null]",
                "record 101 @4000 null=null",
                $"record 102 @9000 ={new string('0', 600)}",
            ],
            read);
    }

    [Fact]
    public void Log_append_time_replaces_every_timestamp()
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { LogAppendTimestamp = 77 });
        builder.TryAppend(5_000, NullableBytes.Null, "a"u8);
        builder.TryAppend(6_000, NullableBytes.Null, "b"u8);

        var read = RecordBatchText.OfRecords(builder.Build());

        Assert.Equal(["record 0 @77 null=61", "record 1 @77 null=62"], read);
    }

    [Fact]
    public void Delete_horizon_leaves_the_timestamps_alone()
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { DeleteHorizon = 1_000_000 });
        builder.TryAppend(5_000, "k"u8, NullableBytes.Null);

        var batch = Open(builder.Build().Span);

        Assert.True(batch.HasDeleteHorizon);
        Assert.Equal(1_000_000, batch.BaseTimestamp);
        Assert.Equal(["record 0 @5000 6b=null"], RecordBatchText.OfRecords(builder.Build()));
    }

    [Fact]
    public void Damaged_record_is_named_with_its_index()
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        builder.TryAppend(1, "a"u8, "b"u8);
        builder.TryAppend(1, "c"u8, "d"u8);
        var bytes = builder.ToArray();
        bytes[RecordBatchFormat.HeaderBytes + 9] = 0x7E;

        var thrown = Assert.Throws<CorruptRecordBatchException>(() => RecordBatchText.OfRecords(bytes));

        Assert.Equal(new RecordBatchFault(RecordBatchDefect.RecordLengthTooLarge, 1, 63, 8), thrown.Fault);
        Assert.Equal("record 1: the length is 63, 8 bytes are left in the batch", thrown.Message);
    }

    private static RecordBatch Open(ReadOnlySpan<byte> bytes)
    {
        Assert.True(RecordBatch.TryOpen(bytes, out var batch));
        return batch;
    }
}
