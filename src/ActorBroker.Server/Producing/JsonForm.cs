using System.Text.Json;
using ActorBroker.Model.Records;
using ActorBroker.Server.Records;

namespace ActorBroker.Server.Producing;

/// <summary>
/// Lines that are JSON objects, as 'consume --output json' prints them: <c>key</c> and <c>value</c> (text, null, or base 64 in <c>keyBase64</c>,
/// <c>valueBase64</c>), <c>headers</c> (an array of the same kind of objects), <c>timestamp</c> (milliseconds since 1970) and <c>partition</c>; all may be left
/// out, and other members mean nothing.
/// </summary>
/// <param name="partition">The partition of every record; null where the line says it or the key decides.</param>
/// <param name="headers">Headers that every record has behind its own.</param>
internal sealed class JsonForm(int? partition, RecordHeader[] headers) : IRecordForm
{
    /// <inheritdoc/>
    public OutgoingRecord Read(ReadOnlyMemory<byte> line, long now)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            if (record.ValueKind != JsonValueKind.Object)
                throw new FormatException("It is no JSON object.");
            var timestamp = NumberOf(record, "timestamp") ?? now;
            return new OutgoingRecord
            {
                Key = Bytes.Of(JsonContent.Read(record, "key")),
                Value = Bytes.Of(JsonContent.Read(record, "value")),
                Headers = [.. HeadersOf(record), .. headers],
                Timestamp = timestamp >= -1 ? timestamp : throw new FormatException("'timestamp' is less than -1."),
                Partition = partition ?? (int?)NumberOf(record, "partition"),
                Stamp = timestamp,
            };
        }
        catch (JsonException exception)
        {
            throw new FormatException($"It is no JSON: {exception.Message}", exception);
        }
    }

    private static long? NumberOf(JsonElement record, string name)
    {
        if (!record.TryGetProperty(name, out var number) || number.ValueKind == JsonValueKind.Null)
            return null;
        return number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value)
            ? value
            : throw new FormatException($"'{name}' is no whole number.");
    }

    private static IEnumerable<RecordHeader> HeadersOf(JsonElement record)
    {
        if (!record.TryGetProperty("headers", out var headers) || headers.ValueKind == JsonValueKind.Null)
            yield break;
        if (headers.ValueKind != JsonValueKind.Array)
            throw new FormatException("'headers' is no array.");

        foreach (var header in headers.EnumerateArray())
        {
            if (header.ValueKind != JsonValueKind.Object || !header.TryGetProperty("key", out var key) || key.ValueKind != JsonValueKind.String)
                throw new FormatException("A header is no object with a 'key'.");
            yield return new RecordHeader(key.GetString()!, JsonContent.Read(header, "value"));
        }
    }
}
