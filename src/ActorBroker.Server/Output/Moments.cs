using System.Globalization;

namespace ActorBroker.Server.Output;

/// <summary>Moments for people.</summary>
internal static class Moments
{
    /// <summary>In UTC, to the millisecond: <c>2026-11-22T08:30:00.000Z</c>; the number itself where the calendar does not reach.</summary>
    /// <param name="milliseconds">Since 1970.</param>
    public static string Format(long milliseconds) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : milliseconds.ToString(CultureInfo.InvariantCulture);
}
