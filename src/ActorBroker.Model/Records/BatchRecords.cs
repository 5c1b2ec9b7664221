using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Records;

/// <summary>
/// The records of one batch, to be gone over with <c>foreach</c> whatever its codec: in place when it is not compressed, else inflated
/// into pooled memory.
/// </summary>
/// <remarks>Owned by one caller, who disposes it; the records live no longer than it, nor than the batch's own bytes.</remarks>
public readonly ref struct BatchRecords
{
    private const int InitialBytes = 16 * 1024;
    private const int ReadBytesMin = 4 * 1024;

    /// <summary>What one array can hold, with room to read on.</summary>
    private static readonly int InflatedBytesLimit = Array.MaxLength - ReadBytesMin;

    private readonly RecordBatch _batch;
    private readonly ReadOnlySpan<byte> _block;
    private readonly PooledBuffer? _inflated;

    private BatchRecords(RecordBatch batch, ReadOnlySpan<byte> block, PooledBuffer? inflated)
    {
        _batch = batch;
        _block = block;
        _inflated = inflated;
    }

    /// <summary>How many bytes the records have, inflated.</summary>
    public int SizeInBytes => _block.Length;

    /// <summary>Takes the records of the batch that begins at the first byte; what follows the batch is left out.</summary>
    /// <param name="bytes">Begins with a whole batch.</param>
    /// <param name="inflatedBytesMax">How many bytes may come out of a compressed batch, at most about 2 GiB. Memory is taken as they come, never on the batch's word.</param>
    /// <exception cref="CorruptRecordBatchException">
    /// The batch is not all there, its codec unknown, its compressed block damaged, or larger than <paramref name="inflatedBytesMax"/> when inflated.
    /// </exception>
    public static BatchRecords Open(ReadOnlyMemory<byte> bytes, int inflatedBytesMax)
    {
        if (!RecordBatch.TryOpen(bytes.Span, out var batch))
            throw new CorruptRecordBatchException(RecordBatchHeaderRules.CheckLength(bytes.Span));
        if (batch.Codec == CompressionCodec.None || batch.Payload.IsEmpty)
            return new BatchRecords(batch, batch.Payload, inflated: null);

        var inflated = new PooledBuffer(InitialBytes);
        try
        {
            Inflate(batch.Codec, bytes[RecordBatchFormat.HeaderBytes..batch.Bytes.Length], inflated, Math.Min(inflatedBytesMax, InflatedBytesLimit));
            return new BatchRecords(batch, inflated.WrittenSpan, inflated);
        }
        catch
        {
            inflated.Dispose();
            throw;
        }
    }

    /// <summary>Begins with the first record. A damaged one throws when it is come to; see <see cref="RecordEnumerator"/>.</summary>
    public RecordEnumerator GetEnumerator() => new(_batch, _block);

    /// <summary>Gives the pooled memory back.</summary>
    public void Dispose() => _inflated?.Dispose();

    private static void Inflate(CompressionCodec codec, ReadOnlyMemory<byte> payload, PooledBuffer target, int inflatedBytesMax)
    {
        try
        {
            using var decompressor = CompressionCodecs.OpenRead(codec, payload, inflatedBytesMax);
            int read;
            do
            {
                read = decompressor.Read(target.GetSpan(ReadBytesMin));
                target.Advance(read);
            }
            while (read > 0);
        }
        catch (CompressionException failure)
        {
            throw new CorruptRecordBatchException(RecordBatchDefects.OfCompression(failure, payload.Length, inflatedBytesMax), failure);
        }
    }
}
