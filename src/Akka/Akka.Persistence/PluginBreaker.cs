using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Pattern;

namespace Akka.Persistence;

/// <summary>
/// Calls a plugin under its section's <c>circuit-breaker</c>. A call that does not end within <c>call-timeout</c> has failed, whatever
/// becomes of it later. After <c>max-failures</c> in a row the next calls fail at once; when <c>reset-timeout</c> has passed one call
/// is made on trial: if it succeeds all calls are made again, else the wait begins anew.
/// </summary>
/// <remarks>Threading: any thread.</remarks>
internal sealed class PluginBreaker(ActorSystem system, Config config)
{
    private readonly Lock _lock = new();
    private readonly Deadlines _deadlines = ((ActorSystemImpl)system).DeadlinesOf(config.GetTimeSpan("circuit-breaker.call-timeout"));
    private readonly TimeSpan _resetTimeout = config.GetTimeSpan("circuit-breaker.reset-timeout");
    private readonly int _failuresMax = config.GetInt("circuit-breaker.max-failures");
    private int _failures;
    private TimeSpan _openUntil = TimeSpan.MinValue;

    public void Call<T>(Func<Task<T>> call, Action<T> succeeded, Action<Exception> failed)
    {
        if (Enter(failed) is { } limited)
            limited.Await(() => PluginCall.WhenEnded(call, result => limited.Succeed(() => succeeded(result)), limited.Fail));
    }

    public void Call(Func<Task> call, Action succeeded, Action<Exception> failed)
    {
        if (Enter(failed) is { } limited)
            limited.Await(() => PluginCall.WhenEnded(call, () => limited.Succeed(succeeded), limited.Fail));
    }

    private bool IsOpen => _failures >= _failuresMax;

    private LimitedCall? Enter(Action<Exception> failed)
    {
        bool isOpen, isRefused;
        lock (_lock)
        {
            var now = system.Scheduler.MonotonicClock;
            isOpen = IsOpen;
            isRefused = isOpen && now < _openUntil;

            // Those that come before the end of the call on trial are refused again.
            if (isOpen && !isRefused)
                _openUntil = now + _resetTimeout;
        }

        if (!isRefused)
            return new LimitedCall(this, failed, isTrial: isOpen);
        failed(new OpenCircuitException("Circuit Breaker is open; calls are failing fast"));
        return null;
    }

    private void Note(bool success, bool isTrial)
    {
        lock (_lock)
        {
            // What was begun before the breaker opened and ends now decides nothing: the call on trial will.
            if (IsOpen && !isTrial)
                return;
            _failures = success ? 0 : Math.Min(_failures + 1, _failuresMax);
            if (IsOpen)
                _openUntil = system.Scheduler.MonotonicClock + _resetTimeout;
        }
    }

    private sealed class LimitedCall(PluginBreaker breaker, Action<Exception> failed, bool isTrial) : IDeadline
    {
        private int _ended;

        public TimeSpan Due { get; set; }

        public IDeadline? Earlier { get; set; }

        public IDeadline? Later { get; set; }

        /// <summary>A call that has ended when it returns, as one of a journal in memory has, costs no timer.</summary>
        public void Await(Action begin)
        {
            begin();
            if (Volatile.Read(ref _ended) == 1)
                return;
            breaker._deadlines.Add(this);
            if (Volatile.Read(ref _ended) == 1)
                breaker._deadlines.Remove(this);
        }

        public void Succeed(Action succeeded)
        {
            if (End(success: true))
                succeeded();
        }

        public void Fail(Exception error)
        {
            if (End(success: false))
                failed(error);
        }

        public void Expire(TimeSpan limit) => Fail(new TimeoutException($"The plugin did not answer within {limit}"));

        private bool End(bool success)
        {
            if (Interlocked.Exchange(ref _ended, 1) == 1)
                return false;
            breaker._deadlines.Remove(this);
            breaker.Note(success, isTrial);
            return true;
        }
    }
}
