using ActorBroker.Simulation.Tests.Worlds;
using Akka.Simulation;

namespace ActorBroker.Simulation.Tests.Brokers;

/// <summary>The time as one life of the broker sees it. Its timers end with that life; its wall clock can be set.</summary>
internal sealed class BrokerClock(World world, SimulatedRun run) : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Beginning + world.Now + world.ClockStep;

    public override long GetTimestamp() => world.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new BrokerTimer(run, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class BrokerTimer(SimulatedRun run, Action callback) : ITimer
    {
        private int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var setting = ++_setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
                run.Schedule(new SimulatedTimer(run, "timer", () => Fire(setting, period), interval: null, cancelable: null), dueTime);
            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(int setting, TimeSpan period)
        {
            if (setting != _setting)
                return;
            if (period != Timeout.InfiniteTimeSpan && period > TimeSpan.Zero)
                Change(period, period);
            callback();
        }
    }
}
