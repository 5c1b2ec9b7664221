using System.Globalization;
using System.Text;

namespace ActorBroker.Log.Inspection;

/// <summary>Batches and records as lines of text.</summary>
internal static class DumpText
{
    public static void Write(TextWriter writer, DumpedBatch batch)
    {
        if (batch.BaseOffset < Model.Offset.Zero)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"position {batch.Position}: {batch.Bytes} bytes that are no batch. {batch.Fault}"));
            return;
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"position {batch.Position}: offsets {batch.BaseOffset} to {batch.LastOffset}, {batch.Bytes} bytes, {batch.RecordCount} records, "
            + $"epoch {batch.LeaderEpoch}, codec {batch.Codec}, attributes {(int)batch.Attributes:x}, timestamps {batch.BaseTimestamp} to {batch.MaxTimestamp}, "
            + $"producer {batch.ProducerId}/{batch.ProducerEpoch}, sequence {batch.BaseSequence}, crc {batch.Crc:x8}{(batch.Fault is null ? "" : ": ")}{batch.Fault}"));
        foreach (var record in batch.Records)
            Write(writer, record);
    }

    /// <summary>Bytes as text: UTF-8 where it can be shown on one line, else hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, int bytesMax)
    {
        bytes = bytes[..Math.Min(bytesMax, bytes.Length)];
        var text = Encoding.UTF8.GetString(bytes);
        foreach (var character in text)
        {
            if (char.IsControl(character) || character == '\uFFFD')
                return "0x" + Convert.ToHexStringLower(bytes);
        }

        return text;
    }

    private static void Write(TextWriter writer, DumpedRecord record)
    {
        var headers = string.Join(", ", record.Headers.Select(header => $"{header.Key}={Of(header.Value)}"));
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  offset {record.Offset}: timestamp {record.Timestamp}, key {Of(record.Key)}, value {Of(record.Value)}, headers [{headers}]"));
    }

    private static string Of(DumpedContent content)
    {
        if (content.Length < 0)
            return "null";

        var more = content.Length > content.Bytes.Length ? $" ... ({content.Length} bytes)" : "";
        return $"'{Of(content.Bytes.Span, content.Bytes.Length)}'{more}";
    }
}
