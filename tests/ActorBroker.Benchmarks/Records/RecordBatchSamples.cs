using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Benchmarks.Records;

/// <summary>Batches of the shapes that the measurements use; the same bytes in every run.</summary>
internal static class RecordBatchSamples
{
    private const int BatchBytesMax = 16 * 1024;

    /// <summary>A time in the records, in milliseconds since 1970, that validation takes for the present.</summary>
    public const long Now = 1_800_000_000_000;

    /// <summary>As many records of this size as fit the batch (16 KiB when nothing is said): keys of eight bytes, values of letters.</summary>
    public static byte[] Batch(int recordBytes, CompressionCodec codec, int bytesMax = BatchBytesMax)
    {
        var random = new Random(recordBytes);
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { BytesMax = bytesMax, Codec = codec });
        var key = new byte[8];
        var value = new byte[recordBytes - 20];
        var more = true;
        for (var i = 0; more; i++)
        {
            random.NextBytes(key);
            for (var at = 0; at < value.Length; at++)
                value[at] = (byte)('a' + random.Next(16));
            more = builder.TryAppend(Now + (i / 8), key, value);
        }

        return builder.ToArray();
    }
}
