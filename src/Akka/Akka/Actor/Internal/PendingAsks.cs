namespace Akka.Actor.Internal;

/// <summary>
/// The Asks of one system with one time limit. They come due in the order in which they began, so that a list and one entry with the
/// scheduler serve them all; an Ask that is answered leaves the list at once.
/// </summary>
/// <remarks>Threading: any thread.</remarks>
internal sealed class PendingAsks(IScheduler scheduler, TimeSpan limit)
{
    private readonly Lock _lock = new();
    private IPendingAsk? _first;
    private IPendingAsk? _last;
    private bool _scheduled;

    public void Add(IPendingAsk ask)
    {
        lock (_lock)
        {
            ask.Due = scheduler.MonotonicClock + limit;
            ask.Earlier = _last;
            if (_last is null)
                _first = ask;
            else
                _last.Later = ask;
            _last = ask;
            if (_scheduled)
                return;
            _scheduled = true;
        }

        scheduler.Advanced.ScheduleOnce(limit, Expire);
    }

    /// <summary>Nothing happens when the Ask has left the list already.</summary>
    public void Remove(IPendingAsk ask)
    {
        lock (_lock)
        {
            if (ask.Earlier is null && !ReferenceEquals(_first, ask))
                return;
            if (ask.Earlier is null)
                _first = ask.Later;
            else
                ask.Earlier.Later = ask.Later;
            if (ask.Later is null)
                _last = ask.Earlier;
            else
                ask.Later.Earlier = ask.Earlier;
            ask.Earlier = null;
            ask.Later = null;
        }
    }

    private void Expire()
    {
        while (TakeDue() is { } due)
            due.Fail(new AskTimeoutException($"Timeout after {limit} seconds"));

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

    private IPendingAsk? TakeDue()
    {
        IPendingAsk? first;
        lock (_lock)
            first = _first;
        if (first is null || first.Due > scheduler.MonotonicClock)
            return null;
        Remove(first);
        return first;
    }
}
