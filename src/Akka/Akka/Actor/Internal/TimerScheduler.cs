namespace Akka.Actor.Internal;

/// <summary>Timers on the system's scheduler, told apart by generation.</summary>
/// <remarks>Threading: the actor's own thread only.</remarks>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (TimerMessage Message, ICancelable Task)> _timers = [];

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, interval, interval, cell.Self);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) =>
        StartPeriodicTimer(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, initialDelay, interval, cell.Self);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender)
    {
        var message = TimerMessage.Create(this, key, msg, repeats: true);
        Start(message, cell.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, message, sender));
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => StartSingleTimer(key, msg, timeout, cell.Self);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender)
    {
        var message = TimerMessage.Create(this, key, msg, repeats: false);
        Start(message, cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, message, sender));
    }

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer))
            timer.Task.Cancel(false);
    }

    public void CancelAll()
    {
        foreach (var timer in _timers.Values)
            timer.Task.Cancel(false);
        _timers.Clear();
    }

    /// <summary>False for the message of a timer that is no more.</summary>
    public bool Accept(TimerMessage message)
    {
        if (message.Owner != this || !_timers.TryGetValue(message.Key, out var timer) || timer.Message != message)
            return false;
        if (!message.Repeats)
            _timers.Remove(message.Key);
        return true;
    }

    private void Start(TimerMessage message, ICancelable task)
    {
        Cancel(message.Key);
        _timers.Add(message.Key, (message, task));
    }
}
