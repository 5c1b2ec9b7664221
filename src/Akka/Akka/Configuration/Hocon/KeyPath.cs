using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Paths such as <c>akka.actor."my.key"</c>: keys joined by dots, quoted where they hold a reserved character.</summary>
internal static class KeyPath
{
    /// <summary>The keys of a path that code asks for. Anything but a dot or a quote stands for itself.</summary>
    /// <exception cref="ConfigurationException">A key is empty, or a quote is not closed.</exception>
    public static string[] Parse(string path)
    {
        if (!path.Contains('"'))
        {
            var keys = path.Split('.');
            return Array.TrueForAll(keys, key => key.Length > 0)
                ? keys
                : throw new ConfigurationException($"The path '{path}' has an empty key.");
        }

        return Read(new TextCursor(path, $"the path '{path}'"), cursor => !cursor.AtEnd);
    }

    /// <summary>Reads the path before the separator of a field.</summary>
    public static string[] ReadKey(TextCursor cursor) => Read(cursor, c => c.AtUnquoted);

    /// <summary>The path as it would be written, every key quoted that needs it.</summary>
    public static string Render(IEnumerable<string> keys) => string.Join('.', keys.Select(RenderKey));

    public static string RenderKey(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/') ? key : LiteralText.Quote(key);

    // Blanks inside a key are part of it ("a b : 1"), blanks around a key or the path are not.
    private static string[] Read(TextCursor cursor, Func<TextCursor, bool> isKeyText)
    {
        var keys = new List<string>();
        var key = new StringBuilder();
        var begun = false;
        while (true)
        {
            var blanks = cursor.TakeBlanks();
            var isText = cursor.Current == '"' || isKeyText(cursor);
            if (begun && isText && cursor.Current != '.')
                key.Append(blanks);

            if (cursor.Current == '"')
            {
                key.Append(LiteralReader.ReadQuoted(cursor));
                begun = true;
            }
            else if (cursor.Current == '.' || !isText)
            {
                if (!begun)
                    throw cursor.Expected("a key");
                keys.Add(key.ToString());
                if (!isText)
                    return [.. keys];
                cursor.Advance();
                key.Clear();
                begun = false;
            }
            else
            {
                key.Append(cursor.Current);
                cursor.Advance();
                begun = true;
            }
        }
    }
}
