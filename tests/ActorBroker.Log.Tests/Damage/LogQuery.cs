using System.Text;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Reading;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Damage;

/// <summary>What a reader sees of a log.</summary>
internal static class LogQuery
{
    /// <summary>All records, batch by batch.</summary>
    public static List<StoredRecord> ReadAll(ReadView view)
    {
        var found = new List<StoredRecord>();
        for (var next = view.Bounds.Start; next < view.Bounds.End; next = new Offset(found[^1].Offset + 1))
            found.AddRange(ReadAt(view, next));
        return found;
    }

    /// <summary>The records of the batch that a read at this offset gives first.</summary>
    public static List<StoredRecord> ReadAt(ReadView view, Offset offset)
    {
        var result = view.Read(offset, view.Bounds.End, 1);
        Assert.Equal(ReadStatus.Found, result.Status);
        using var slice = result.Slice!;
        var bytes = new byte[slice.BytesMax];
        Assert.True(RecordBatch.TryOpen(bytes.AsSpan(0, slice.CopyTo(bytes)), out var batch));
        using var records = BatchRecords.Open(batch.Bytes.ToArray(), int.MaxValue);
        var found = new List<StoredRecord>();
        foreach (var record in records)
        {
            found.Add(new StoredRecord(
                batch.BaseOffset.Value,
                record.Offset.Value,
                batch.LeaderEpoch.Value,
                batch.ProducerId.Value,
                record.Timestamp,
                Encoding.UTF8.GetString(record.Key.Span) + "=" + Encoding.UTF8.GetString(record.Value.Span)));
        }

        return found;
    }

    /// <summary>The producers, in order of their ids.</summary>
    public static List<ProducerDescription> Producers(PartitionLog log) => [.. log.Producers.Describe().OrderBy(producer => producer.Producer.Value)];
}
