using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Server.Consuming;

/// <summary>Takes fetched batches apart.</summary>
internal static class FetchedBatches
{
    /// <summary>A batch that is larger once inflated is not read: it would be a bomb.</summary>
    private const int InflatedBytesMax = 512 * 1024 * 1024;

    /// <summary>Gives a sink the records from a cursor on, which follows; markers of transactions are no records.</summary>
    /// <exception cref="UnreadableBatchException">A batch is not as it was written.</exception>
    public static void Give(ReadOnlyMemory<byte> bytes, PartitionCursor cursor, IRecordSink sink)
    {
        var batches = new RecordBatchEnumerator(bytes.Span);
        while (!sink.IsDone && !cursor.IsAtEnd && batches.MoveNext())
        {
            var batch = batches.Current;
            if (Crc32C.Compute(batch.Bytes[RecordBatchFormat.AttributesPosition..]) != batch.Crc)
                throw new UnreadableBatchException(cursor.Id, batch.BaseOffset, "its checksum does not match its bytes");
            if (!batch.IsControl)
                GiveRecords(bytes.Slice(batches.Position, batch.Bytes.Length), batch.BaseOffset, cursor, sink);
            if (!sink.IsDone)
                cursor.Next = Math.Max(cursor.Next, batch.NextOffset.Value);
        }
    }

    private static void GiveRecords(ReadOnlyMemory<byte> bytes, Offset baseOffset, PartitionCursor cursor, IRecordSink sink)
    {
        try
        {
            using var records = BatchRecords.Open(bytes, InflatedBytesMax);
            foreach (var record in records)
            {
                if (sink.IsDone || record.Offset.Value >= cursor.End)
                    return;
                if (record.Offset.Value < cursor.Next)
                    continue;

                sink.Write(new ConsumedRecord(cursor.Id, record));
                cursor.Next = record.Offset.Value + 1;
            }
        }
        catch (CorruptRecordBatchException corrupt)
        {
            throw new UnreadableBatchException(cursor.Id, baseOffset, corrupt.Message);
        }
    }
}
