using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Producers;

/// <summary>A producer's batch in few words; <see cref="Open"/> gives the real one.</summary>
internal sealed record TestBatch
{
    public long Producer { get; init; } = 7;

    public short Epoch { get; init; }

    public int Sequence { get; init; }

    public long Offset { get; init; }

    public int Count { get; init; } = 1;

    public bool IsTransactional { get; init; }

    public long Timestamp { get; init; } = 1_000;

    /// <summary>Null for data; for a marker whether it commits.</summary>
    public bool? IsCommit { get; init; }

    public int CoordinatorEpoch { get; init; }

    public byte[] ToArray() => IsCommit is { } isCommit ? Marker(isCommit) : Data();

    public RecordBatch Open()
    {
        Assert.True(RecordBatch.TryOpen(ToArray(), out var batch));
        return batch;
    }

    private byte[] Marker(bool isCommit)
    {
        var bytes = new EndTransactionMarker(isCommit, CoordinatorEpoch)
            .ToBatch(new ProducerId(Producer), new ProducerEpoch(Epoch), Timestamp);
        RecordBatchPatch.Assign(bytes, new Offset(Offset), new LeaderEpoch(0));
        return bytes;
    }

    private byte[] Data()
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions
        {
            BaseOffset = new Offset(Offset),
            ProducerId = new ProducerId(Producer),
            ProducerEpoch = new ProducerEpoch(Epoch),
            BaseSequence = new Sequence(Sequence),
            IsTransactional = IsTransactional,
        });
        for (var record = 0; record < Count; record++)
            builder.TryAppend(Timestamp, "key"u8, "value"u8);
        return builder.ToArray();
    }
}
