using System.Globalization;
using System.Text;

namespace Akka.Event;

/// <summary>Fills the holes of a log message. Grammar (<c>messagetemplates.org</c>): <c>{name|index[,alignment][:format]}</c>; <c>{{</c> and <c>}}</c> are braces.</summary>
internal static class MessageTemplate
{
    // Serilog's hints, how to capture a value; here every value is printed the same way.
    private static readonly char[] CaptureHints = ['@', '$'];

    public static string Render(string template, IReadOnlyList<object?> arguments)
    {
        var text = new StringBuilder(template.Length + 16 * arguments.Count);
        var named = 0;
        for (var at = 0; at < template.Length; at++)
        {
            var c = template[at];
            var isDoubled = at + 1 < template.Length && template[at + 1] == c;
            if (c is '{' or '}' && isDoubled)
            {
                text.Append(c);
                at++;
            }
            else if (c == '{' && template.IndexOf('}', at) is > 0 and var end && RenderHole(text, template[(at + 1)..end], arguments, ref named))
            {
                at = end;
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static bool RenderHole(StringBuilder text, string hole, IReadOnlyList<object?> arguments, ref int named)
    {
        var (rest, format) = Cut(hole, ':');
        var (name, alignment) = Cut(rest, ',');
        var key = name.TrimStart(CaptureHints).Trim();
        var width = 0;
        if (key.Length == 0 || (alignment is not null && !int.TryParse(alignment, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out width)))
            return false;

        var index = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : named++;
        if (index >= arguments.Count)
            return false;

        var value = Render(arguments[index], format);
        text.Append(width < 0 ? value.PadRight(Math.Min(-width, 1000)) : value.PadLeft(Math.Min(width, 1000)));
        return true;
    }

    // A value that cannot print itself must not take the message down with it.
    private static string Render(object? value, string? format)
    {
        try
        {
            return value switch
            {
                null => "null",
                IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
                _ => value.ToString() ?? "",
            };
        }
        catch (Exception error)
        {
            return $"<{value!.GetType().Name} that cannot be printed: {error.GetType().Name}>";
        }
    }

    private static (string Before, string? After) Cut(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }
}
