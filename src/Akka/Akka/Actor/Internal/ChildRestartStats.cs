namespace Akka.Actor.Internal;

/// <summary>How often a child was restarted.</summary>
public class ChildRestartStats(IInternalActorRef child, uint maxNrOfRetriesCount = 0, long restartTimeWindowStartTicks = 0)
{
    public IInternalActorRef Child { get; } = child;

    public long Uid => Child.Path.Uid;

    /// <summary>Restarts so far, or in the present window.</summary>
    public uint MaxNrOfRetriesCount { get; private set; } = maxNrOfRetriesCount;

    /// <summary>When the present window began, by the system's monotonic clock in <see cref="TimeSpan"/> ticks; 0: none did.</summary>
    public long RestartTimeWindowStartTicks { get; private set; } = restartTimeWindowStartTicks;

    /// <summary>Counts a restart and says whether it is within the limit.</summary>
    /// <param name="maxNrOfRetries">0: never restart; negative: no limit, or one per window when there is a window.</param>
    /// <param name="withinTimeMilliseconds">Length of the window; not positive: all time.</param>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
            return false;
        if (withinTimeMilliseconds > 0)
            return IsWithinWindow(maxNrOfRetries < 0 ? 1 : maxNrOfRetries, withinTimeMilliseconds * TimeSpan.TicksPerMillisecond);
        if (maxNrOfRetries < 0)
            return true;
        MaxNrOfRetriesCount++;
        return MaxNrOfRetriesCount <= maxNrOfRetries;
    }

    private bool IsWithinWindow(int retries, long windowTicks)
    {
        // Zero means "no window", so that the clock is moved by one.
        var now = Child.Provider.Settings.System.Scheduler.MonotonicClock.Ticks + 1;
        if (RestartTimeWindowStartTicks == 0)
            RestartTimeWindowStartTicks = now;
        if (now - RestartTimeWindowStartTicks <= windowTicks)
        {
            MaxNrOfRetriesCount++;
            return MaxNrOfRetriesCount <= retries;
        }

        MaxNrOfRetriesCount = 1;
        RestartTimeWindowStartTicks = now;
        return true;
    }
}
