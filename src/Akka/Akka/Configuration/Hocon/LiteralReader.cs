using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Reads strings: quoted as in JSON, triple-quoted, and unquoted.</summary>
internal static class LiteralReader
{
    private const string TripleQuote = "\"\"\"";

    /// <summary>Reads the string whose opening quote is here.</summary>
    public static string ReadQuoted(TextCursor cursor)
    {
        var start = cursor.Here;
        if (cursor.TryTake(TripleQuote))
            return ReadTripleQuoted(cursor, start);

        cursor.Advance();
        var value = new StringBuilder();
        while (true)
        {
            value.Append(cursor.TakeWhile(c => c is not ('"' or '\\' or '\n')));
            if (cursor.TryTake("\""))
                return value.ToString();
            if (cursor.Current != '\\')
                throw cursor.Expected($"the closing '\"' of the string that begins in line {start.Line}, column {start.Column}");
            value.Append(ReadEscape(cursor));
        }
    }

    /// <summary>The unquoted text that begins here, up to a blank, a reserved character or a comment.</summary>
    public static string ReadUnquoted(TextCursor cursor) => cursor.TakeWhile(_ => cursor.AtUnquoted);

    // Quotes beyond the closing three belong to the text, as in Scala.
    private static string ReadTripleQuoted(TextCursor cursor, Origin start)
    {
        var value = new StringBuilder();
        while (!cursor.Ahead(TripleQuote))
        {
            if (cursor.AtEnd)
                throw cursor.Expected($"the closing '\"\"\"' of the string that begins in line {start.Line}, column {start.Column}");
            value.Append(cursor.Current);
            cursor.Advance();
        }

        var quotes = cursor.TakeWhile(c => c == '"');
        return value.Append(quotes, 0, quotes.Length - TripleQuote.Length).ToString();
    }

    private static char ReadEscape(TextCursor cursor)
    {
        cursor.Advance();
        var code = cursor.Current;
        char? value = code switch
        {
            '"' or '\\' or '/' => code,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => '\0',
            _ => null,
        };
        if (value is null)
            throw cursor.Expected("one of \" \\ / b f n r t u after '\\'");

        cursor.Advance();
        return code == 'u' ? ReadCodeUnit(cursor) : value.Value;
    }

    private static char ReadCodeUnit(TextCursor cursor)
    {
        var digits = new StringBuilder(4);
        for (; digits.Length < 4; cursor.Advance())
        {
            if (!char.IsAsciiHexDigit(cursor.Current))
                throw cursor.Expected("four hexadecimal digits after '\\u'");
            digits.Append(cursor.Current);
        }

        return (char)int.Parse(digits.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
