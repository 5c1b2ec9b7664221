using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class DecompressionBombTests
{
    private const long Limit = 4L * 1024 * 1024;
    private const int AllocatedBytesMax = 64 * 1024;

    /// <summary>
    /// A valid batch of one record, whose value is nearly a GiB of zeros: the record's first fields, then the same compressed zeros again and
    /// again (RFC 1952 allows members in a row), of which the last byte is the number of headers.
    /// </summary>
    private static byte[] Bomb()
    {
        const int MemberBytes = 16 * 1024 * 1024;
        const int Members = 64;
        const long ZeroBytes = (long)MemberBytes * Members;
        byte[] fields = [0, 0, 0, .. RawRecord.Number(-1), .. RawRecord.Number(ZeroBytes - 1)];
        byte[] head = [.. RawRecord.Number(fields.Length + ZeroBytes), .. fields];
        var first = new RawBatch { Codec = CompressionCodec.Gzip, Records = [], Rest = head }.ToBytes()[RecordBatchFormat.HeaderBytes..];
        var zeros = new RawBatch { Codec = CompressionCodec.Gzip, Records = [], Rest = new byte[MemberBytes] }.ToBytes()[RecordBatchFormat.HeaderBytes..];
        return new RawBatch
        {
            Codec = CompressionCodec.Gzip,
            Payload = [.. first, .. Enumerable.Repeat(zeros, Members).SelectMany(member => member)],
        }.ToBytes();
    }

    [Fact]
    public void Bomb_of_one_GiB_stops_at_its_limit_without_memory()
    {
        var bomb = Bomb();
        var options = new RecordValidationOptions { BatchBytesMax = int.MaxValue, InflatedBytesMax = Limit };

        var result = default(RecordBatchValidation);
        var allocated = Allocations.Least(() => result = RecordBatchValidator.Validate(bomb, options, RawBatch.Now), AllocatedBytesMax);

        Assert.Equal((RecordBatchDefect.InflatedTooLarge, ErrorCode.MessageTooLarge), (result.Fault.Defect, result.ErrorCode));
        Assert.InRange(allocated, 0, AllocatedBytesMax);
    }

    public static TheoryData<CompressionCodec> Compressing => [.. Codecs.Compressing];

    [Theory]
    [MemberData(nameof(Compressing))]
    public void Bomb_of_any_codec_stops_at_its_limit_without_memory(CompressionCodec codec)
    {
        var bomb = new RawBatch { Codec = codec, Records = [new() { Value = new byte[8 * Limit] }] }.ToBytes();
        var options = new RecordValidationOptions { BatchBytesMax = int.MaxValue, InflatedBytesMax = Limit };

        var result = default(RecordBatchValidation);
        var allocated = Allocations.Least(() => result = RecordBatchValidator.Validate(bomb, options, RawBatch.Now), AllocatedBytesMax);

        Assert.Equal(RecordBatchDefect.InflatedTooLarge, result.Fault.Defect);
        Assert.InRange(allocated, 0, AllocatedBytesMax);
    }

    [Fact]
    public void Whole_GiB_is_valid_where_it_is_allowed_also_without_memory()
    {
        var bomb = Bomb();
        var options = new RecordValidationOptions { BatchBytesMax = int.MaxValue, InflatedBytesMax = long.MaxValue };

        var result = default(RecordBatchValidation);
        var allocated = Allocations.Least(() => result = RecordBatchValidator.Validate(bomb, options, RawBatch.Now), AllocatedBytesMax);

        Assert.True(result.IsValid, result.Fault.Message);
        Assert.InRange(result.InflatedBytes, 1L << 30, long.MaxValue);
        Assert.InRange(allocated, 0, AllocatedBytesMax);
    }
}
