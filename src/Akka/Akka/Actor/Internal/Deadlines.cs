namespace Akka.Actor.Internal;

/// <summary>
/// What one system has under way with one time limit: Asks, calls of plugins. It comes due in the order in which it began, so that a
/// list and one entry with the scheduler serve all; what ends in time leaves the list at once.
/// </summary>
/// <remarks>Threading: any thread.</remarks>
internal sealed class Deadlines(IScheduler scheduler, TimeSpan limit)
{
    private readonly Lock _lock = new();
    private IDeadline? _first;
    private IDeadline? _last;
    private bool _scheduled;

    public void Add(IDeadline deadline)
    {
        lock (_lock)
        {
            deadline.Due = scheduler.MonotonicClock + limit;
            deadline.Earlier = _last;
            if (_last is null)
                _first = deadline;
            else
                _last.Later = deadline;
            _last = deadline;
            if (_scheduled)
                return;
            _scheduled = true;
        }

        scheduler.Advanced.ScheduleOnce(limit, Expire);
    }

    /// <summary>Nothing happens when it has left the list already.</summary>
    public void Remove(IDeadline deadline)
    {
        lock (_lock)
        {
            if (deadline.Earlier is null && !ReferenceEquals(_first, deadline))
                return;
            if (deadline.Earlier is null)
                _first = deadline.Later;
            else
                deadline.Earlier.Later = deadline.Later;
            if (deadline.Later is null)
                _last = deadline.Earlier;
            else
                deadline.Later.Earlier = deadline.Earlier;
            deadline.Earlier = null;
            deadline.Later = null;
        }
    }

    private void Expire()
    {
        while (TakeDue() is { } due)
            due.Expire(limit);

        TimeSpan wait;
        lock (_lock)
        {
            _scheduled = _first is not null;
            if (_first is null)
                return;
            wait = _first.Due - scheduler.MonotonicClock;
        }

        scheduler.Advanced.ScheduleOnce(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Expire);
    }

    private IDeadline? TakeDue()
    {
        IDeadline? first;
        lock (_lock)
            first = _first;
        if (first is null || first.Due > scheduler.MonotonicClock)
            return null;
        Remove(first);
        return first;
    }
}
