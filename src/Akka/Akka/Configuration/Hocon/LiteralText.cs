using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>What a literal's text can be read as, and how a text is written.</summary>
internal static class LiteralText
{
    public static string KindOf(string text)
    {
        if (text == "null")
            return "null";
        if (TryBoolean(text, out _))
            return "boolean";
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "number" : "string";
    }

    public static bool TryBoolean(string text, out bool value)
    {
        value = text is "true" or "on" or "yes";
        return value || text is "false" or "off" or "no";
    }

    /// <summary>The text as a JSON string.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
