using System.Text;
using ActorBroker.Broker.Doors;
using ActorBroker.Model.Records;

namespace ActorBroker.Broker.Tests.Support;

/// <summary>Records with keys, written <c>key=value</c>; <c>key=</c> is one without a value.</summary>
internal static class KeyedRecords
{
    public static byte[] Batch(long timestamp, params string[] records)
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        foreach (var record in records)
        {
            var (key, value) = (record.Split('=')[0], record.Split('=')[1]);
            Assert.True(builder.TryAppend(timestamp, Encoding.UTF8.GetBytes(key), value.Length == 0 ? default : Encoding.UTF8.GetBytes(value)));
        }

        return builder.ToArray();
    }

    /// <summary>What a partition's readers find, as <c>offset:key=value</c>.</summary>
    public static List<string> In(HostedPartition partition)
    {
        var found = new List<string>();
        var entry = partition.Entry;
        var next = entry.View!.Bounds.Start;
        var buffer = new byte[1_000_000];
        while (next < entry.ReadableEnd(ReadLevel.HighWatermark))
        {
            using var slice = entry.View.Read(next, entry.ReadableEnd(ReadLevel.HighWatermark), buffer.Length).Slice!;
            var bytes = buffer.AsSpan(0, slice.CopyTo(buffer));
            while (RecordBatch.TryOpen(bytes, out var batch))
            {
                foreach (var record in batch.Records)
                    found.Add($"{record.Offset.Value}:{Encoding.UTF8.GetString(record.Key.Span)}={Encoding.UTF8.GetString(record.Value.Span)}");
                next = batch.LastOffset + 1;
                bytes = bytes[batch.Bytes.Length..];
            }
        }

        return found;
    }
}
