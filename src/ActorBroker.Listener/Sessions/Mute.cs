namespace ActorBroker.Listener.Sessions;

/// <summary>Keeps a connection from being read for a time, because of a quota (KIP-219). Any thread.</summary>
/// <param name="clock">The time.</param>
/// <param name="over">Called when the time is over, on the clock's thread.</param>
internal sealed class Mute(TimeProvider clock, Action over)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _begun;
    private TimeSpan _pause;
    private bool _isStopped;

    /// <summary>True while nothing is to be read.</summary>
    public bool IsOn
    {
        get
        {
            lock (_gate)
                return _timer is not null;
        }
    }

    /// <summary>Mutes from now on, unless it is muted for longer already.</summary>
    /// <param name="pause">More than zero; cut at one minute.</param>
    /// <returns>The pause that is kept.</returns>
    public TimeSpan For(TimeSpan pause)
    {
        var kept = pause < LongestPause ? pause : LongestPause;
        lock (_gate)
        {
            if (_isStopped || (_timer is not null && Left >= kept))
                return kept;

            _timer?.Dispose();
            (_begun, _pause) = (clock.GetTimestamp(), kept);
            _timer = clock.CreateTimer(_ => End(), null, kept, Timeout.InfiniteTimeSpan);
        }

        return kept;
    }

    /// <summary>Nobody is told any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private TimeSpan Left => _pause - clock.GetElapsedTime(_begun);

    private void End()
    {
        lock (_gate)
        {
            // The timer of a shorter pause may have gone off while a longer one took its place; timers may also be early.
            if (_timer is null || (Left is var left && left > TimeSpan.Zero && _timer.Change(left, Timeout.InfiniteTimeSpan)))
                return;

            _timer.Dispose();
            _timer = null;
        }

        over();
    }
}
