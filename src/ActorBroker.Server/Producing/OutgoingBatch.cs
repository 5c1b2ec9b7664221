using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Server.Producing;

/// <summary>A batch being filled, and then on its way. Its bytes are pooled until it is disposed.</summary>
internal sealed class OutgoingBatch(RecordBatchOptions options) : IDisposable
{
    private readonly RecordBatchBuilder _builder = new(options);
    private readonly List<long> _stamps = [];

    /// <summary>The stamps of its records.</summary>
    public IReadOnlyList<long> Stamps => _stamps;

    /// <summary>The number that the next batch's records begin with.</summary>
    public Sequence NextSequence => options.BaseSequence.Advance(_stamps.Count);

    /// <summary>The bytes, compressed at the first use; nothing is added afterwards.</summary>
    public ReadOnlyMemory<byte> Bytes => _builder.Build();

    /// <summary>Adds a record; false when there is no room.</summary>
    public bool TryAppend(in OutgoingRecord record)
    {
        if (!_builder.TryAppend(record.Timestamp, Of(record.Key), Of(record.Value), record.Headers))
            return false;
        _stamps.Add(record.Stamp);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _builder.Dispose();

    private static NullableBytes Of(ReadOnlyMemory<byte>? content) => content is { } bytes ? new NullableBytes(bytes.Span) : NullableBytes.Null;
}
