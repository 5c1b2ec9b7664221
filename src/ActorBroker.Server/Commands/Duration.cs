using System.CommandLine.Parsing;
using System.Globalization;

namespace ActorBroker.Server.Commands;

/// <summary>How long, as a user writes it: a number with a unit, as <c>500ms</c>, <c>30s</c>, <c>2h</c>.</summary>
internal static class Duration
{
    private static readonly (string Suffix, double Milliseconds)[] Units =
        [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000)];

    /// <summary>Null where the text is no duration, or longer than the calendar.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (suffix, milliseconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && count * milliseconds < TimeSpan.MaxValue.TotalMilliseconds)
                return TimeSpan.FromMilliseconds(count * milliseconds);
        }

        return null;
    }

    /// <summary>Reads an option's one word; a wrong one becomes the option's error.</summary>
    public static TimeSpan? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Parse(text) is { } duration && duration > TimeSpan.Zero)
            return duration;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name}: '{text}' is no duration: a number and ms, s, m or h, as 10s.");
        return null;
    }

    /// <summary>In the two largest units that say something: <c>3d 4h</c>, <c>12s</c>, <c>250ms</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
            return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0}ms");

        var parts = new (int Count, string Unit)[] { (duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "m"), (duration.Seconds, "s") };
        var first = Array.FindIndex(parts, part => part.Count > 0);
        return string.Join(' ', parts.Skip(first).Take(2).Where(part => part.Count > 0).Select(part => $"{part.Count}{part.Unit}"));
    }
}
