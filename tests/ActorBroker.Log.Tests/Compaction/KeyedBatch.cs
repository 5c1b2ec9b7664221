using System.Text;
using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>A batch of records with keys, in few words.</summary>
internal sealed record KeyedBatch(params (string? Key, string? Value)[] Records)
{
    public long Producer { get; init; } = -1;

    public short Epoch { get; init; } = -1;

    public int Sequence { get; init; } = -1;

    public bool IsTransactional { get; init; }

    public CompressionCodec Codec { get; init; }

    /// <summary>The first record's; each further one is a millisecond later.</summary>
    public long Timestamp { get; init; } = 1_000;

    public long? LogAppendTimestamp { get; init; }

    /// <summary>A marker's bytes.</summary>
    public static byte[] Marker(long producer, short epoch, bool isCommit, long timestamp = 1_000) =>
        new EndTransactionMarker(isCommit, CoordinatorEpoch: 0).ToBatch(new ProducerId(producer), new ProducerEpoch(epoch), timestamp);

    public byte[] ToArray()
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions
        {
            Codec = Codec,
            ProducerId = new ProducerId(Producer),
            ProducerEpoch = new ProducerEpoch(Epoch),
            BaseSequence = new Sequence(Sequence),
            IsTransactional = IsTransactional,
            LogAppendTimestamp = LogAppendTimestamp,
        });
        for (var index = 0; index < Records.Length; index++)
        {
            var (key, value) = Records[index];
            var headers = index % 3 == 2 ? new[] { new RecordHeader("h", Bytes($"{index}")), new RecordHeader("null", null) } : [];
            Assert.True(builder.TryAppend(Timestamp + index, Bytes(key), Bytes(value), headers));
        }

        return builder.ToArray();
    }

    public RecordBatch Open()
    {
        Assert.True(RecordBatch.TryOpen(ToArray(), out var batch));
        return batch;
    }

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
