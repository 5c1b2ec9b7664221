using System.Globalization;
using System.Numerics;

namespace Akka.Configuration.Hocon;

/// <summary>Reads the text of a literal as a number, a boolean, a duration or a size.</summary>
internal static class ScalarReader
{
    public static T? Number<T>(string text, NumberStyles style)
        where T : struct, INumber<T> =>
        T.TryParse(text, style, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static bool? Boolean(string text) => LiteralText.TryBoolean(text, out var value) ? value : null;

    /// <summary>A duration: a number with a unit, milliseconds without one, or <c>infinite</c> (-1 ms) where that is allowed.</summary>
    public static TimeSpan? Duration(string text, bool allowInfinite)
    {
        if (allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
            return Timeout.InfiniteTimeSpan;

        var (number, unit) = Split(text);
        var ticks = number * TicksIn(unit);
        return ticks is >= long.MinValue and <= long.MaxValue ? new TimeSpan((long)Math.Round(ticks.Value)) : null;
    }

    /// <summary>A size in bytes: a number with a unit, bytes without one. <c>kB</c> is 1,000, <c>K</c> and <c>KiB</c> are 1,024.</summary>
    public static long? Bytes(string text)
    {
        var (number, unit) = Split(text);
        var bytes = number * BytesIn(unit);
        return bytes is >= 0 and <= long.MaxValue ? (long)bytes.Value : null;
    }

    private static (decimal? Number, string Unit) Split(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var length = trimmed.LastIndexOfAnyInRange('0', '9') + 1;
        return (Number<decimal>(trimmed[..length].ToString(), NumberStyles.Float), trimmed[length..].Trim().ToString());
    }

    private static decimal? TicksIn(string unit) => unit switch
    {
        "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 1m / TimeSpan.NanosecondsPerTick,
        "us" or "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "s" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        _ => null,
    };

    private static decimal? BytesIn(string unit) => unit switch
    {
        "" or "b" or "B" or "byte" or "bytes" => 1,
        "kB" or "kilobyte" or "kilobytes" => Power(1000, 1),
        "MB" or "megabyte" or "megabytes" => Power(1000, 2),
        "GB" or "gigabyte" or "gigabytes" => Power(1000, 3),
        "TB" or "terabyte" or "terabytes" => Power(1000, 4),
        "PB" or "petabyte" or "petabytes" => Power(1000, 5),
        "EB" or "exabyte" or "exabytes" => Power(1000, 6),
        "k" or "K" or "Ki" or "KiB" or "kibibyte" or "kibibytes" => Power(1024, 1),
        "m" or "M" or "Mi" or "MiB" or "mebibyte" or "mebibytes" => Power(1024, 2),
        "g" or "G" or "Gi" or "GiB" or "gibibyte" or "gibibytes" => Power(1024, 3),
        "t" or "T" or "Ti" or "TiB" or "tebibyte" or "tebibytes" => Power(1024, 4),
        "p" or "P" or "Pi" or "PiB" or "pebibyte" or "pebibytes" => Power(1024, 5),
        "e" or "E" or "Ei" or "EiB" or "exbibyte" or "exbibytes" => Power(1024, 6),
        _ => null,
    };

    private static decimal Power(long factor, int exponent) => exponent == 0 ? 1 : factor * Power(factor, exponent - 1);
}
