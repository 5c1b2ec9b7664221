using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class BatchRecordsTests
{
    public static TheoryData<CompressionCodec> Every => [.. Codecs.All];

    [Theory]
    [MemberData(nameof(Every))]
    public void Records_are_gone_over_whatever_the_codec(CompressionCodec codec)
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { Codec = codec });
        for (var i = 0; i < 3_000; i++)
            Assert.True(builder.TryAppend(i, BitConverter.GetBytes(i), new byte[i % 50]));
        var bytes = builder.ToArray();

        using var records = BatchRecords.Open(bytes, int.MaxValue);

        var index = 0;
        foreach (var record in records)
        {
            Assert.Equal((index, index, index), ((int)record.Offset.Value, (int)record.Timestamp, BitConverter.ToInt32(record.Key.Span)));
            Assert.Equal(index % 50, record.Value.Span.Length);
            index++;
        }

        Assert.Equal(3_000, index);
    }

    [Fact]
    public void Batch_that_inflates_past_the_limit_is_refused()
    {
        var bytes = new RawBatch { Codec = CompressionCodec.Gzip, Records = [new() { Value = new byte[1 << 20] }] }.ToBytes();

        var thrown = Assert.Throws<CorruptRecordBatchException>(() => Open(bytes, 1 << 20));

        Assert.Equal((RecordBatchDefect.InflatedTooLarge, ErrorCode.MessageTooLarge), (thrown.Fault.Defect, thrown.Fault.ErrorCode));
    }

    [Fact]
    public void Damaged_block_is_refused_with_what_the_codec_says()
    {
        var bytes = new RawBatch { Codec = CompressionCodec.Gzip }.ToBytes();
        bytes[^5] ^= 1;

        var thrown = Assert.Throws<CorruptRecordBatchException>(() => Open(bytes, int.MaxValue));

        Assert.Equal(RecordBatchDefect.CompressionInvalid, thrown.Fault.Defect);
        Assert.IsType<CompressionException>(thrown.InnerException);
    }

    [Fact]
    public void Batch_that_is_not_all_there_is_refused()
    {
        var bytes = new RawBatch().ToBytes();

        var thrown = Assert.Throws<CorruptRecordBatchException>(() => Open(bytes.AsMemory(0, bytes.Length - 1), int.MaxValue));

        Assert.Equal("the batch needs 70 bytes, but 69 are there", thrown.Message);
    }

    [Fact]
    public void Emptied_batch_that_still_names_a_codec_has_no_records()
    {
        var bytes = new RawBatch { Codec = CompressionCodec.Gzip, Payload = [], Records = [] }.ToBytes();

        using var records = BatchRecords.Open(bytes, int.MaxValue);

        Assert.False(records.GetEnumerator().MoveNext());
    }

    private static void Open(ReadOnlyMemory<byte> bytes, int inflatedBytesMax)
    {
        using var records = BatchRecords.Open(bytes, inflatedBytesMax);
    }
}
