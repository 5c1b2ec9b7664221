using System.Text;
using ActorBroker.Log.Reading;
using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>One record as it was read.</summary>
internal sealed record StoredRecord(long Offset, long Timestamp, string? Key, string? Value, string Headers);

/// <summary>One batch as it was read, with its records.</summary>
internal sealed record StoredBatch(long Base, long Last, int LeaderEpoch, CompressionCodec Codec, StoredProducer Producer, bool IsControl)
{
    public bool IsLogAppendTime { get; init; }

    public long? Horizon { get; init; }

    public long MaxTimestamp { get; init; }

    public required IReadOnlyList<StoredRecord> Records { get; init; }

    /// <summary>For a marker whether it commits; null for all else.</summary>
    public bool? IsCommit { get; init; }

    public static StoredBatch Of(RecordBatch batch)
    {
        using var opened = BatchRecords.Open(batch.Bytes.ToArray(), int.MaxValue);
        var records = new List<StoredRecord>();
        bool? isCommit = null;
        foreach (var record in opened)
        {
            records.Add(new StoredRecord(record.Offset.Value, record.Timestamp, Text(record.Key), Text(record.Value), Text(record.Headers)));
            if (batch.IsControl && EndTransactionMarker.TryParse(record, out var marker))
                isCommit = marker.IsCommit;
        }

        var producer = new StoredProducer(batch.ProducerId.Value, batch.ProducerEpoch.Value, batch.BaseSequence.Value, batch.IsTransactional);
        return new StoredBatch(batch.BaseOffset.Value, batch.LastOffset.Value, batch.LeaderEpoch.Value, batch.Codec, producer, batch.IsControl)
        {
            IsLogAppendTime = batch.IsLogAppendTime,
            Horizon = batch.HasDeleteHorizon ? batch.BaseTimestamp : null,
            MaxTimestamp = batch.MaxTimestamp,
            Records = records,
            IsCommit = isCommit,
        };
    }

    public static List<StoredBatch> AllOf(ReadOnlySpan<byte> bytes)
    {
        var found = new List<StoredBatch>();
        foreach (var batch in new RecordBatchEnumerator(bytes))
            found.Add(Of(batch));
        return found;
    }

    /// <summary>All batches of a view from an offset on.</summary>
    public static List<StoredBatch> ReadFrom(ReadView view, Offset from, int bytesMax = 1 << 20)
    {
        var found = new List<StoredBatch>();
        while (view.Read(from, view.Bounds.End, bytesMax) is { Status: ReadStatus.Found, Slice: { } slice })
        {
            using (slice)
            {
                var bytes = new byte[slice.BytesMax];
                found.AddRange(AllOf(bytes.AsSpan(0, slice.CopyTo(bytes))));
            }

            from = new Offset(found[^1].Last + 1);
        }

        return found;
    }

    private static string? Text(NullableBytes bytes) => bytes.IsNull ? null : Encoding.UTF8.GetString(bytes.Span);

    private static string Text(RecordHeaders headers)
    {
        var text = new StringBuilder();
        foreach (var header in headers)
            text.Append(Encoding.UTF8.GetString(header.Key)).Append('=').Append(Text(header.Value)).Append(';');
        return text.ToString();
    }
}

/// <summary>The fields of a batch that tell of its producer.</summary>
internal sealed record StoredProducer(long Id, short Epoch, int Sequence, bool IsTransactional);
