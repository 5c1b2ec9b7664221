using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorBroker.Server.Records;

namespace ActorBroker.Server.Consuming;

/// <summary>A JSON object in a line for each record; <c>produce --format json</c> reads it.</summary>
internal sealed class JsonRecordWriter : IRecordWriter, IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json = new(Stream.Null, Options);

    /// <inheritdoc/>
    public void Write(in ConsumedRecord record, IBufferWriter<byte> target)
    {
        _json.Reset(target);
        _json.WriteStartObject();
        _json.WriteString("topic", record.Partition.Topic);
        _json.WriteNumber("partition", record.Partition.Partition);
        _json.WriteNumber("offset", record.Record.Offset.Value);
        _json.WriteNumber("timestamp", record.Record.Timestamp);
        JsonContent.Write(_json, "key", record.Record.Key.Span, record.Record.Key.IsNull);
        JsonContent.Write(_json, "value", record.Record.Value.Span, record.Record.Value.IsNull);
        _json.WriteStartArray("headers");
        foreach (var header in record.Record.Headers)
        {
            _json.WriteStartObject();
            _json.WriteString("key", Encoding.UTF8.GetString(header.Key));
            JsonContent.Write(_json, "value", header.Value.Span, header.Value.IsNull);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        target.Write("\n"u8);
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
