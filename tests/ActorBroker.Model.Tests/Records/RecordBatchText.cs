using System.Text;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

/// <summary>A batch in lines of text, so that two can be compared and their difference read.</summary>
internal static class RecordBatchText
{
    /// <summary>A line for the header and one for each record.</summary>
    public static List<string> Of(ReadOnlyMemory<byte> bytes)
    {
        Assert.True(RecordBatch.TryOpen(bytes.Span, out var batch));
        var header =
            $"batch {batch.BaseOffset}-{batch.LastOffset} epoch {batch.LeaderEpoch} "
            + $"producer {batch.ProducerId}/{batch.ProducerEpoch}/{batch.BaseSequence} count {batch.RecordCount} max {batch.MaxTimestamp} "
            + $"codec {batch.Codec.ToString().ToLowerInvariant()}"
            + $"{(batch.IsTransactional ? " transactional" : "")}{(batch.IsControl ? " control" : "")}";
        return [header, .. OfRecords(bytes)];
    }

    /// <summary>A line for each record.</summary>
    public static List<string> OfRecords(ReadOnlyMemory<byte> bytes)
    {
        var lines = new List<string>();
        using var records = BatchRecords.Open(bytes, int.MaxValue);
        foreach (var record in records)
        {
            var line = new StringBuilder($"record {record.Offset} @{record.Timestamp} {Hex(record.Key)}={Hex(record.Value)}");
            foreach (var header in record.Headers)
                line.Append($" [{Encoding.UTF8.GetString(header.Key)}={Hex(header.Value)}]");
            lines.Add(line.ToString());
        }

        return lines;
    }

    private static string Hex(NullableBytes bytes) => bytes.IsNull ? "null" : Convert.ToHexStringLower(bytes.Span);
}
