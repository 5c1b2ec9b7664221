using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

/// <summary>Valid batches of every kind a producer sends, out of a seed.</summary>
internal sealed class RandomBatches(Random random)
{
    public RecordBatchOptions NextOptions(CompressionCodec codec)
    {
        var hasProducer = random.Next(2) == 0;
        return new RecordBatchOptions
        {
            BytesMax = RecordBatchFormat.DefaultBatchBytesMax,
            BaseOffset = new Offset(random.NextInt64(long.MaxValue / 2)),
            LeaderEpoch = new LeaderEpoch(random.Next(-1, 100)),
            Codec = codec,
            ProducerId = hasProducer ? new ProducerId(random.NextInt64(long.MaxValue)) : ProducerId.None,
            ProducerEpoch = hasProducer ? new ProducerEpoch((short)random.Next(short.MaxValue)) : ProducerEpoch.None,
            BaseSequence = hasProducer ? new Sequence(random.Next(int.MaxValue)) : Sequence.None,
            IsTransactional = hasProducer && random.Next(2) == 0,
        };
    }

    /// <summary>Builds a batch, and says in lines of text what was put in.</summary>
    public (byte[] Bytes, List<string> Records) Next(CompressionCodec codec, int recordsMax, int valueBytesMax)
    {
        var options = NextOptions(codec);
        using var builder = new RecordBatchBuilder(options);
        var lines = new List<string>();
        var count = random.Next(1, recordsMax + 1);
        for (var i = 0; i < count; i++)
        {
            var timestamp = random.Next(20) == 0 ? -1 : RawBatch.Now - random.NextInt64(random.Next(2) == 0 ? 100 : 1_000_000_000_000);
            var (key, value, headers) = (NextBytes(valueBytesMax / 4), NextBytes(valueBytesMax), NextHeaders());
            if (!builder.TryAppend(timestamp, key, value, headers))
                break;
            lines.Add($"record {options.BaseOffset + i} @{timestamp} {Hex(key)}={Hex(value)}"
                + string.Concat(headers.Select(header => $" [{header.Key}={Hex(header.Value)}]")));
        }

        return (builder.ToArray(), lines);
    }

    private RecordHeader[] NextHeaders() =>
        random.Next(3) > 0
            ? []
            : [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new RecordHeader(new string('h', random.Next(70)) + i, NextBytes(80)))];

    /// <summary>Null, empty, or bytes of which some repeat, so that codecs find something.</summary>
    private byte[]? NextBytes(int bytesMax)
    {
        if (random.Next(8) == 0)
            return null;

        var bytes = new byte[random.Next(4) == 0 ? random.Next(bytesMax + 1) : random.Next(Math.Min(bytesMax, 100) + 1)];
        random.NextBytes(bytes.AsSpan(0, bytes.Length / 2));
        return bytes;
    }

    private static string Hex(byte[]? bytes) => bytes is null ? "null" : Convert.ToHexStringLower(bytes);
}
