using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Simulation;

/// <summary>The scheduler of a system that takes part in a <see cref="SimulatedRun"/>: virtual time, no thread.</summary>
internal sealed class SimulatedScheduler : SchedulerBase, IDateTimeOffsetNowTimeProvider
{
    /// <exception cref="ConfigurationException">The thread drives no run.</exception>
    public SimulatedScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log) => Run = SimulatedRun.OfThisThread
            ?? throw new ConfigurationException("akka.scheduler.implementation is the simulated scheduler, but no simulated run is driven by this thread");

    public SimulatedRun Run { get; }

    public override TimeSpan MonotonicClock => Run.Clock;

    public override TimeSpan HighResMonotonicClock => Run.Clock;

    protected override DateTimeOffset TimeNow => Run.Now;

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Schedule("action", delay, action, null, cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Schedule("action", delay, action.Run, null, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule("action", initialDelay, action, interval, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Schedule("action", initialDelay, action.Run, interval, cancelable);

    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(message.GetType().Name, delay, () => receiver.Tell(message, sender), null, cancelable);

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(message.GetType().Name, initialDelay, () => receiver.Tell(message, sender), interval, cancelable);

    private void Schedule(string name, TimeSpan delay, Action action, TimeSpan? interval, ICancelable? cancelable) =>
        Run.Schedule(new SimulatedTimer(Run, name, () => Guarded(action), interval, cancelable), delay);

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            Log.Error(e, "A scheduled action failed");
        }
    }
}
