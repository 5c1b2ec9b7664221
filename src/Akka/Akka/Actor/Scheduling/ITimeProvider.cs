namespace Akka.Actor;

/// <summary>The clock of an actor system: real time from the wheel, virtual time from a test's or a simulation's scheduler.</summary>
public interface ITimeProvider
{
    /// <summary>The time of day.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Time since an arbitrary start; never goes back, whatever happens to the time of day.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>As <see cref="MonotonicClock"/>, with the resolution of the machine's counter.</summary>
    TimeSpan HighResMonotonicClock { get; }
}
