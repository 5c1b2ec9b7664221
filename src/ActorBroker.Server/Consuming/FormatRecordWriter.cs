using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ActorBroker.Server.Consuming;

/// <summary>Writes records by a format with percent escapes: see <see cref="Escapes"/>. Keys and values are written as they are, byte by byte.</summary>
internal sealed class FormatRecordWriter : IRecordWriter
{
    /// <summary>The escapes, for help and errors.</summary>
    public const string Escapes =
        "%t topic, %p partition, %o offset, %k key, %v or %s value, %h headers (k=v,...), %T time in milliseconds since 1970, "
        + @"%K %V %H length of key and value (-1: none) and number of headers, %% a percent sign; \n \t \r \0 \\";

    private readonly List<Part> _parts;

    private FormatRecordWriter(List<Part> parts) => _parts = parts;

    private delegate void Part(in ConsumedRecord record, IBufferWriter<byte> target);

    /// <summary>Reads a format; null when it has an escape that is not known.</summary>
    public static FormatRecordWriter? Parse(string format)
    {
        if (Records.Escapes.Undo(format) is not { } text)
            return null;

        var parts = new List<Part>();
        for (var index = 0; index < text.Length;)
        {
            var escape = text.IndexOf('%', index);
            if (escape < 0)
                escape = text.Length;
            if (escape > index)
                parts.Add(Literal(text[index..escape]));
            if (escape < text.Length)
            {
                if (escape + 1 == text.Length || Of(text[escape + 1]) is not { } part)
                    return null;
                parts.Add(part);
            }

            index = escape + 2;
        }

        return new FormatRecordWriter(parts);
    }

    /// <inheritdoc/>
    public void Write(in ConsumedRecord record, IBufferWriter<byte> target)
    {
        foreach (var part in _parts)
            part(record, target);
    }

    private static Part? Of(char letter) => letter switch
    {
        't' => static (in record, target) => Encoding.UTF8.GetBytes(record.Partition.Topic, target),
        'p' => static (in record, target) => Number(record.Partition.Partition, target),
        'o' => static (in record, target) => Number(record.Record.Offset.Value, target),
        'k' => static (in record, target) => target.Write(record.Record.Key.Span),
        'v' or 's' => static (in record, target) => target.Write(record.Record.Value.Span),
        'h' => Headers,
        'T' => static (in record, target) => Number(record.Record.Timestamp, target),
        'K' => static (in record, target) => Number(record.Record.Key.IsNull ? -1 : record.Record.Key.Span.Length, target),
        'V' or 'S' => static (in record, target) => Number(record.Record.Value.IsNull ? -1 : record.Record.Value.Span.Length, target),
        'H' => static (in record, target) => Number(record.Record.Headers.Count, target),
        '%' => Literal("%"),
        _ => null,
    };

    private static Part Literal(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return (in _, target) => target.Write(bytes);
    }

    private static void Headers(in ConsumedRecord record, IBufferWriter<byte> target)
    {
        var isFirst = true;
        foreach (var header in record.Record.Headers)
        {
            if (!isFirst)
                target.Write(","u8);
            isFirst = false;
            target.Write(header.Key);
            target.Write("="u8);
            target.Write(header.Value.Span);
        }
    }

    private static void Number(long number, IBufferWriter<byte> target)
    {
        const int DigitsMax = 20;
        Utf8Formatter.TryFormat(number, target.GetSpan(DigitsMax), out var written);
        target.Advance(written);
    }
}
