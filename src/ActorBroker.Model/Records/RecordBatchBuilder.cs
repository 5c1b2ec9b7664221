using System.Buffers;
using System.Buffers.Binary;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Records;

/// <summary>
/// Builds one batch: records are appended, then the batch is taken. For producers, for control batches, and for compaction, which
/// appends what is left of an old batch at the offsets it had.
/// </summary>
/// <remarks>
/// Owned by one caller, who disposes it; the memory it gives out ends with it. Allocates nothing per record.
/// </remarks>
public sealed class RecordBatchBuilder : IDisposable
{
    private const int InitialBytes = 1024;

    private readonly RecordBatchOptions _options;
    private readonly PooledBuffer _buffer = new(InitialBytes);
    private PooledBuffer? _compressed;
    private long _lastOffset;
    private long _baseTimestamp;
    private long _maxTimestamp = -1;
    private bool _isBuilt;

    /// <param name="options">The header's fields and the limit.</param>
    public RecordBatchBuilder(RecordBatchOptions options)
    {
        _options = options;
        _lastOffset = options.BaseOffset.Value - 1;
        _buffer.GetSpan(RecordBatchFormat.HeaderBytes);
        _buffer.Advance(RecordBatchFormat.HeaderBytes);
    }

    /// <summary>How many records were appended.</summary>
    public int Count { get; private set; }

    /// <summary>The batch's length so far, in bytes, header included, before compression.</summary>
    public int SizeInBytes => _buffer.Count;

    /// <summary>Appends a record at the offset after the last one.</summary>
    /// <param name="timestamp">Milliseconds since 1970; -1 for none.</param>
    /// <param name="key">The key, which may be null.</param>
    /// <param name="value">The value; null makes a tombstone.</param>
    /// <param name="headers">The headers in their order.</param>
    /// <returns>False when the batch would grow past its limit; nothing was appended then.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timestamp"/> is below -1, which no broker accepts.</exception>
    public bool TryAppend(long timestamp, NullableBytes key, NullableBytes value, ReadOnlySpan<RecordHeader> headers = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timestamp, -1);
        return TryAppend(_lastOffset + 1, timestamp, key, value, new RecordHeaderBlock(headers));
    }

    /// <summary>Appends a record as it lies in another batch, with its offset, timestamp and headers, whatever they are; offsets may leave gaps.</summary>
    /// <param name="record">Its offset is after the last one appended, and inside the batch's span if that is given.</param>
    /// <returns>False when the batch would grow past its limit; nothing was appended then.</returns>
    public bool TryAppend(RecordView record) =>
        TryAppend(record.Offset.Value, record.Timestamp, record.Key, record.Value, new RecordHeaderBlock(record.Headers));

    /// <summary>Ends the batch, compresses and seals it. The memory is the builder's: it lives until the builder is disposed.</summary>
    public ReadOnlyMemory<byte> Build()
    {
        if (!_isBuilt)
        {
            _isBuilt = true;
            if (_options.Codec != CompressionCodec.None && Count > 0)
                Compress();
            WriteHeader(Output.WrittenSpan);
        }

        return Output.WrittenMemory;
    }

    /// <summary>As <see cref="Build"/>, copied to an array of its own.</summary>
    public byte[] ToArray() => Build().ToArray();

    /// <summary>As <see cref="Build"/>, copied to a writer.</summary>
    public void WriteTo(IBufferWriter<byte> writer) => writer.Write(Build().Span);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _buffer.Dispose();
        _compressed?.Dispose();
    }

    private PooledBuffer Output => _compressed ?? _buffer;

    private bool TryAppend(long offset, long timestamp, NullableBytes key, NullableBytes value, RecordHeaderBlock headers)
    {
        Invariant.Holds(!_isBuilt, "nothing is appended to a batch that was built");
        Invariant.Holds(offset > _lastOffset, "offsets rise in a batch");
        var baseTimestamp = Count > 0 ? _baseTimestamp : _options.DeleteHorizon ?? timestamp;
        var record = new RecordEncoding(
            unchecked(timestamp - baseTimestamp), checked((int)(offset - _options.BaseOffset.Value)), key, value, headers);
        if (record.SizeInBytes > _options.BytesMax - _buffer.Count)
            return false;

        record.WriteTo(_buffer.GetSpan((int)record.SizeInBytes));
        _buffer.Advance((int)record.SizeInBytes);
        _baseTimestamp = baseTimestamp;
        _maxTimestamp = Math.Max(_maxTimestamp, timestamp);
        _lastOffset = offset;
        Count++;
        return true;
    }

    private void Compress()
    {
        _compressed = new PooledBuffer(_buffer.Count);
        _compressed.GetSpan(RecordBatchFormat.HeaderBytes);
        _compressed.Advance(RecordBatchFormat.HeaderBytes);
        CompressionCodecs.Compress(
            _options.Codec, _buffer.WrittenSpan[RecordBatchFormat.HeaderBytes..], _compressed, _options.CompressionLevel);
    }

    private void WriteHeader(Span<byte> batch)
    {
        var lastOffset = _options.LastOffset?.Value ?? Math.Max(_lastOffset, _options.BaseOffset.Value);
        Invariant.Holds(lastOffset >= _lastOffset, "a batch's last offset is not below its last record's");
        BinaryPrimitives.WriteInt64BigEndian(batch, _options.BaseOffset.Value);
        BinaryPrimitives.WriteInt32BigEndian(batch[RecordBatchFormat.LengthPosition..], batch.Length - RecordBatchFormat.LengthOverhead);
        BinaryPrimitives.WriteInt32BigEndian(batch[RecordBatchFormat.LeaderEpochPosition..], _options.LeaderEpoch.Value);
        batch[RecordBatchFormat.MagicPosition] = RecordBatchFormat.Magic;
        BinaryPrimitives.WriteInt16BigEndian(batch[RecordBatchFormat.AttributesPosition..], (short)Attributes());
        BinaryPrimitives.WriteInt32BigEndian(
            batch[RecordBatchFormat.LastOffsetDeltaPosition..], checked((int)(lastOffset - _options.BaseOffset.Value)));
        var emptyTimestamp = _options.LogAppendTimestamp ?? _options.TimestampWhenEmpty;
        BinaryPrimitives.WriteInt64BigEndian(
            batch[RecordBatchFormat.BaseTimestampPosition..], Count > 0 ? _baseTimestamp : _options.DeleteHorizon ?? emptyTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(
            batch[RecordBatchFormat.MaxTimestampPosition..], _options.LogAppendTimestamp ?? (Count > 0 ? _maxTimestamp : emptyTimestamp));
        BinaryPrimitives.WriteInt32BigEndian(batch[RecordBatchFormat.RecordCountPosition..], Count);
        RecordBatchPatch.SetProducer(batch, _options.ProducerId, _options.ProducerEpoch, _options.BaseSequence);
    }

    private RecordBatchAttributes Attributes() =>
        (RecordBatchAttributes)(_compressed is null ? CompressionCodec.None : _options.Codec)
        | (_options.LogAppendTimestamp is null ? 0 : RecordBatchAttributes.LogAppendTime)
        | (_options.IsTransactional ? RecordBatchAttributes.Transactional : 0)
        | (_options.IsControl ? RecordBatchAttributes.Control : 0)
        | (_options.DeleteHorizon is null ? 0 : RecordBatchAttributes.DeleteHorizon);
}
