namespace Akka.Actor;

/// <summary>An actor with timers; they are set before its constructor runs to its end and stop with its incarnation.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}
