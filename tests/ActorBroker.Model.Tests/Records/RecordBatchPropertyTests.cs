using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class RecordBatchPropertyTests
{
    private const int Rounds = 150;

    public static TheoryData<CompressionCodec> Every => [.. Codecs.All];

    [Theory]
    [MemberData(nameof(Every))]
    public void What_was_built_is_valid_and_reads_as_it_was_put_in(CompressionCodec codec)
    {
        var seed = Seeds.Next();
        var batches = new RandomBatches(new Random(seed));

        for (var round = 0; round < Rounds; round++)
        {
            var (bytes, records) = batches.Next(codec, recordsMax: 60, valueBytesMax: round % 10 == 0 ? 80_000 : 2_000);

            var result = RecordBatchValidator.Validate(bytes, RecordValidationOptions.Default, RawBatch.Now);

            Assert.True(result is { IsValid: true, IsMaxTimestampWrong: false }, $"seed {seed}, round {round}: {result.Fault.Message}");
            Assert.Equal(records.Count, result.RecordCount);
            Assert.True(records.SequenceEqual(RecordBatchText.OfRecords(bytes)), $"seed {seed}, round {round}");
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Compaction_of_any_records_keeps_the_rest_and_the_span(CompressionCodec codec)
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var batches = new RandomBatches(random);

        for (var round = 0; round < Rounds; round++)
        {
            var (bytes, lines) = batches.Next(codec, recordsMax: 20, valueBytesMax: 200);
            var kept = Enumerable.Range(0, lines.Count).Where(_ => random.Next(3) == 0).ToList();

            var compacted = Compact(bytes, kept);

            var result = RecordBatchValidator.Validate(compacted, RecordValidationOptions.OfReplica, RawBatch.Now);
            Assert.True(result.IsValid, $"seed {seed}, round {round}: {result.Fault.Message}");
            Assert.True(kept.Select(i => lines[i]).SequenceEqual(RecordBatchText.OfRecords(compacted)), $"seed {seed}, round {round}");
            Assert.Equal(Span(bytes), Span(compacted));
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Every_flipped_bit_is_found_but_in_what_the_leader_assigns(CompressionCodec codec)
    {
        var seed = Seeds.Next();
        var (bytes, _) = new RandomBatches(new Random(seed)).Next(codec, recordsMax: 5, valueBytesMax: 100);

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var result = RecordBatchValidator.Validate(bytes, RecordValidationOptions.Default, RawBatch.Now);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            var isAssigned = bit / 8 is (>= RecordBatchFormat.BaseOffsetPosition and < RecordBatchFormat.LengthPosition)
                or (>= RecordBatchFormat.LeaderEpochPosition and < RecordBatchFormat.MagicPosition);
            Assert.True(result.IsValid == isAssigned, $"seed {seed}, bit {bit}: {result.Fault.Message}");
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Every_cut_is_found(CompressionCodec codec)
    {
        var seed = Seeds.Next();
        var (bytes, _) = new RandomBatches(new Random(seed)).Next(codec, recordsMax: 10, valueBytesMax: 300);

        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var result = RecordBatchValidator.Validate(bytes.AsMemory(0, cut), RecordValidationOptions.Default, RawBatch.Now);

            Assert.True(result.Fault.Defect == RecordBatchDefect.BatchTruncated, $"seed {seed}, cut {cut}");
        }
    }

    private static (Offset First, Offset Last, Sequence FirstSequence, Sequence LastSequence) Span(byte[] bytes)
    {
        var batch = RecordBatch.OpenHeader(bytes);
        return (batch.BaseOffset, batch.LastOffset, batch.BaseSequence, batch.LastSequence);
    }

    private static byte[] Compact(byte[] bytes, List<int> kept)
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Of(RecordBatch.OpenHeader(bytes)));
        using var records = BatchRecords.Open(bytes, int.MaxValue);
        var index = 0;
        foreach (var record in records)
        {
            if (kept.Contains(index++))
                Assert.True(builder.TryAppend(record));
        }

        return builder.ToArray();
    }
}
