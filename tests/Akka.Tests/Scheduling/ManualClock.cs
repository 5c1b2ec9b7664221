using Akka.Actor;

namespace Akka.Tests.Scheduling;

/// <summary>A clock that stands still until a test moves it. A wheel on it looks at it once for each of its real ticks.</summary>
internal sealed class ManualClock : ITimeProvider
{
    private long _ticks;

    public DateTimeOffset Now => DateTimeOffset.UnixEpoch + MonotonicClock;

    public TimeSpan MonotonicClock => new(Interlocked.Read(ref _ticks));

    public TimeSpan HighResMonotonicClock => MonotonicClock;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
