namespace Akka.Actor;

/// <summary>The scheduler was stopped and takes no more timers.</summary>
public sealed class SchedulerException : AkkaException
{
    /// <summary>Says what was refused.</summary>
    public SchedulerException(string message)
        : base(message)
    {
    }
}
