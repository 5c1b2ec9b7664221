namespace ActorBroker.Listener.Tests.Support;

/// <summary>A clock with timers that a test moves.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private long _ticks;

    /// <summary>How many timers there are.</summary>
    public int TimerCount => _timers.Count;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, and timers go off that are due then.</summary>
    public void Pass(TimeSpan time)
    {
        _ticks += time.Ticks;
        foreach (var timer in _timers.ToArray())
            timer.GoOffIfDue();
    }

    private sealed class ManualTimer(ManualClock clock, Action callback) : ITimer
    {
        private long _due = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            _due = clock._ticks + dueTime.Ticks;
            return true;
        }

        public void GoOffIfDue()
        {
            if (_due > clock._ticks)
                return;
            _due = long.MaxValue;
            callback();
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
