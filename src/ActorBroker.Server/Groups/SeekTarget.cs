using System.Globalization;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Groups;

/// <summary>Where a group is to go on.</summary>
internal abstract record SeekTarget
{
    private SeekTarget()
    {
    }

    /// <summary>What can be written, for help and errors.</summary>
    public const string Forms = "earliest, latest, an offset, +N or -N from where it is, or @TIME";

    /// <summary>At the log's first record.</summary>
    internal sealed record Earliest : SeekTarget;

    /// <summary>Behind the log's last record.</summary>
    internal sealed record Latest : SeekTarget;

    /// <summary>At an offset.</summary>
    internal sealed record At(long Offset) : SeekTarget;

    /// <summary>So many offsets on from where it is, or back.</summary>
    internal sealed record By(long Count) : SeekTarget;

    /// <summary>At the first record that is no older than a moment, in milliseconds since 1970; at the end where there is none.</summary>
    internal sealed record Since(long Milliseconds) : SeekTarget;

    /// <summary>Null where the text is none of <see cref="Forms"/>.</summary>
    public static SeekTarget? Parse(string text, DateTimeOffset now) => text switch
    {
        "earliest" or "start" => new Earliest(),
        "latest" or "end" => new Latest(),
        ['@', .. var time] => PointInTime.Parse(time, now) is { } moment ? new Since(moment.ToUnixTimeMilliseconds()) : null,
        ['+' or '-', .. var digits] => Number(digits) is { } count ? new By(text[0] == '-' ? -count : count) : null,
        _ => Number(text) is { } offset ? new At(offset) : null,
    };

    private static long? Number(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
