namespace Akka.Actor;

/// <summary>An actor system's timers and its clock; which one, <c>akka.scheduler.implementation</c> says. Safe to use from any thread.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>Timers that run code instead of sending messages.</summary>
    IAdvancedScheduler Advanced { get; }
}
