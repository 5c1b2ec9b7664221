using System.Text;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Support;

/// <summary>Makes batches for tests.</summary>
internal static class Batches
{
    /// <summary>A batch of <paramref name="count"/> records with one second between their timestamps; each value names its number.</summary>
    public static byte[] Of(int count, long timestamp = 1_000_000, int valueBytes = 20, CompressionCodec codec = CompressionCodec.None)
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { Codec = codec, BytesMax = 64 * 1024 * 1024 });
        for (var index = 0; index < count; index++)
        {
            var value = Encoding.UTF8.GetBytes($"value-{timestamp}-{index}".PadRight(valueBytes, '.'));
            Assert.True(builder.TryAppend(timestamp + (index * 1000L), default, value));
        }

        return builder.ToArray();
    }

    /// <summary>One chunk that the log may not keep.</summary>
    public static LogChunk[] Chunk(params byte[][] batches) => [new LogChunk(batches.SelectMany(batch => batch).ToArray())];
}
