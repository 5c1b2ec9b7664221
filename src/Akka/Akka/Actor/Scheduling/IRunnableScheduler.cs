using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>Runs pieces of work later, on the scheduler's own thread.</summary>
public interface IRunnableScheduler
{
    /// <summary>Runs the work after a delay.</summary>
    void ScheduleOnce(TimeSpan delay, IRunnable action);

    /// <summary>Runs the work after a delay, unless it was cancelled before.</summary>
    void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable);

    /// <summary>Runs the work again and again.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action);

    /// <summary>Runs the work again and again, until it is cancelled.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable);
}
