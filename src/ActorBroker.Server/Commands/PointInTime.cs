using System.Globalization;

namespace ActorBroker.Server.Commands;

/// <summary>A moment, as a user writes it behind <c>@</c>.</summary>
internal static class PointInTime
{
    /// <summary>What can be written, for help and errors.</summary>
    public const string Forms = "2026-11-22, 2026-11-22T08:30:00Z, 13 digits of milliseconds or 10 of seconds since 1970, or -1h for an hour ago";

    /// <summary>Null where the text is none of <see cref="Forms"/>. A date or time without a zone is UTC.</summary>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (text.StartsWith('-') && Duration.Parse(text[1..]) is { } ago)
            return ago < now - DateTimeOffset.UnixEpoch ? now - ago : DateTimeOffset.UnixEpoch;
        if (text.All(char.IsAsciiDigit) && text.Length is 10 or 13)
            return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture) * (text.Length == 10 ? 1_000 : 1));
        return text.Contains('-') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }
}
