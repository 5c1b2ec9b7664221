using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorBroker.Log.Inspection;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Server.Records;

namespace ActorBroker.Server.Logs;

/// <summary>A dump for programs: a JSON object in a line for each batch or row, with the file that it lies in.</summary>
internal sealed class JsonDump(TextWriter writer) : IDumpForm
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    /// <inheritdoc/>
    public void Write(string file, IEnumerable<DumpedBatch> batches)
    {
        foreach (var batch in batches)
            WriteLine(json => Write(json, batch));
    }

    /// <inheritdoc/>
    public void Write(DumpedTable table)
    {
        foreach (var row in table.Rows)
        {
            WriteLine(json =>
            {
                json.WriteString("file", table.File);
                json.WriteString("kind", table.Kind);
                json.WriteString("condition", JsonNamingPolicy.CamelCase.ConvertName(table.Condition.ToString()));
                for (var index = 0; index < row.Count; index++)
                {
                    json.WritePropertyName(table.Columns[index]);
                    JsonSerializer.Serialize(json, row[index]);
                }
            });
        }
    }

    private static void Write(Utf8JsonWriter json, DumpedBatch batch)
    {
        json.WriteString("file", batch.File);
        json.WriteString("kind", "batch");
        json.WriteNumber("position", batch.Position);
        json.WriteNumber("bytes", batch.Bytes);
        json.WriteString("fault", batch.Fault);
        if (batch.BaseOffset < Offset.Zero)
            return;

        json.WriteNumber("baseOffset", batch.BaseOffset.Value);
        json.WriteNumber("lastOffset", batch.LastOffset.Value);
        json.WriteNumber("leaderEpoch", batch.LeaderEpoch.Value);
        json.WriteString("codec", JsonNamingPolicy.CamelCase.ConvertName(batch.Codec.ToString()));
        json.WriteBoolean("transactional", batch.Attributes.HasFlag(RecordBatchAttributes.Transactional));
        json.WriteBoolean("control", batch.Attributes.HasFlag(RecordBatchAttributes.Control));
        json.WriteNumber("attributes", (int)batch.Attributes);
        json.WriteNumber("baseTimestamp", batch.BaseTimestamp);
        json.WriteNumber("maxTimestamp", batch.MaxTimestamp);
        json.WriteNumber("producer", batch.ProducerId.Value);
        json.WriteNumber("producerEpoch", batch.ProducerEpoch.Value);
        json.WriteNumber("baseSequence", batch.BaseSequence.Value);
        json.WriteNumber("recordCount", batch.RecordCount);
        json.WriteNumber("crc", batch.Crc);
        if (batch.Records.Count == 0)
            return;

        json.WriteStartArray("records");
        foreach (var record in batch.Records)
            Write(json, record);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DumpedRecord record)
    {
        json.WriteStartObject();
        json.WriteNumber("offset", record.Offset.Value);
        json.WriteNumber("timestamp", record.Timestamp);
        Write(json, "key", record.Key);
        Write(json, "value", record.Value);
        json.WriteStartArray("headers");
        foreach (var header in record.Headers)
        {
            json.WriteStartObject();
            json.WriteString("key", header.Key);
            Write(json, "value", header.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Of content that was cut, its whole length follows it.</summary>
    private static void Write(Utf8JsonWriter json, string name, DumpedContent content)
    {
        JsonContent.Write(json, name, content.Bytes.Span, content.Length < 0);
        if (content.Length > content.Bytes.Length)
            json.WriteNumber(name + "Bytes", content.Length);
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(_line.WrittenSpan));
    }
}
