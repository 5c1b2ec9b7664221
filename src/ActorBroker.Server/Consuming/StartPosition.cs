using System.Globalization;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Consuming;

/// <summary>Where reading begins and, perhaps, ends, as a user writes it.</summary>
/// <param name="Kind">How it begins.</param>
/// <param name="Value">The offset, how many records from the end, or milliseconds since 1970.</param>
/// <param name="Until">Records of this time and later are not read, in milliseconds since 1970; null for no end.</param>
internal sealed record StartPosition(StartKind Kind, long Value = 0, long? Until = null)
{
    /// <summary>What can be written, for help and errors.</summary>
    public const string Forms = "earliest, latest, an offset, -N for the last N records of each partition, @TIME, or @TIME:@TIME for those between; TIME: " + PointInTime.Forms;

    /// <summary>The beginning of each log.</summary>
    public static readonly StartPosition Earliest = new(StartKind.Earliest);

    /// <summary>Reads it; null where the text is none of <see cref="Forms"/>.</summary>
    public static StartPosition? Parse(string text, DateTimeOffset now)
    {
        switch (text)
        {
            case "earliest" or "beginning" or "start":
                return Earliest;
            case "latest" or "end":
                return new(StartKind.Latest);
            case ['@', ..]:
                return ParseTimes(text[1..], now);
            case ['-', ..]:
                return long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? new(StartKind.FromEnd, last) : null;
            default:
                return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? new(StartKind.Offset, offset) : null;
        }
    }

    private static StartPosition? ParseTimes(string text, DateTimeOffset now)
    {
        var split = text.IndexOf(":@", StringComparison.Ordinal);
        if (PointInTime.Parse(split < 0 ? text : text[..split], now) is not { } from)
            return null;
        if (split < 0)
            return new(StartKind.Time, from.ToUnixTimeMilliseconds());
        return PointInTime.Parse(text[(split + 2)..], now) is { } until && until >= from
            ? new(StartKind.Time, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds())
            : null;
    }
}
