namespace Akka.Actor;

/// <summary>The machine's clock.</summary>
public class DateTimeOffsetNowTimeProvider : IDateTimeOffsetNowTimeProvider
{
    internal static readonly DateTimeOffsetNowTimeProvider Instance = new();

    private static readonly long Start = TimeProvider.System.GetTimestamp();

    private DateTimeOffsetNowTimeProvider()
    {
    }

    /// <inheritdoc/>
    public DateTimeOffset Now => TimeProvider.System.GetLocalNow();

    /// <summary>Time since the process first asked for it.</summary>
    public TimeSpan MonotonicClock => TimeProvider.System.GetElapsedTime(Start);

    /// <summary>The same as <see cref="MonotonicClock"/>.</summary>
    public TimeSpan HighResMonotonicClock => MonotonicClock;
}
