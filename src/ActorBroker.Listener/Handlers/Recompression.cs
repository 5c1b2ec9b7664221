using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Listener.Handlers;

/// <summary>Batches for topics that name their own codec (<c>compression.type</c>): one that came in another is packed anew.</summary>
internal static class Recompression
{
    /// <summary>The most bytes of records, inflated, that are packed anew at once: what one hostile batch can take of memory.</summary>
    private const int InflatedBytesMax = 64 * 1024 * 1024;

    /// <summary>Packs a batch in another codec. Records, offsets, timestamps and the producer's fields stay.</summary>
    /// <param name="batch">A batch that was found valid.</param>
    /// <param name="codec">The codec that it is to have.</param>
    /// <param name="bytesMax">The most bytes it may have then, as any batch of the topic.</param>
    /// <param name="packed">The batch, in memory of its own.</param>
    /// <returns><see cref="ErrorCode.None"/>, or <see cref="ErrorCode.MessageTooLarge"/> where it is too long in the topic's codec, or inflated.</returns>
    public static ErrorCode Pack(ReadOnlyMemory<byte> batch, CompressionCodec codec, int bytesMax, out Memory<byte> packed)
    {
        packed = default;
        try
        {
            using var records = BatchRecords.Open(batch, codec == CompressionCodec.None ? Math.Min(bytesMax, InflatedBytesMax) : InflatedBytesMax);
            using var builder = new RecordBatchBuilder(RecordBatchOptions.Of(RecordBatch.OpenHeader(batch.Span)) with { Codec = codec });
            foreach (var record in records)
                Invariant.Holds(builder.TryAppend(record), "the records of a batch fit into a batch");

            if (builder.Build().Length > bytesMax)
                return ErrorCode.MessageTooLarge;
            packed = builder.ToArray();
            return ErrorCode.None;
        }
        catch (CorruptRecordBatchException)
        {
            // The batch was found valid, with a larger limit: it is too long when inflated.
            return ErrorCode.MessageTooLarge;
        }
    }
}
