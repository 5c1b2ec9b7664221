using ActorBroker.Log.Disk;
using ActorBroker.Log.State;
using ActorBroker.Model.Measures;

namespace ActorBroker.Log.Flushing;

/// <summary>
/// Runs the flush tickets of one log directory, a few at a time and in the order they came. Since a log has one ticket under way at most, what is appended
/// while it runs is served by the log's next one: that is the group commit.
/// </summary>
/// <remarks>Any thread. How many run side by side was measured: ADR-0002.</remarks>
public sealed class Flusher
{
    private readonly Lock _gate = new();
    private readonly Queue<Work> _waiting = [];
    private readonly IDiskExecutor _executor;
    private readonly int _parallelMax;
    private readonly TimeProvider? _clock;
    private readonly DurationCounts? _durations;
    private int _running;

    /// <param name="executor">Runs the flushes.</param>
    /// <param name="parallelMax">How many tickets run at once; 1 and up.</param>
    /// <param name="clock">The time by which flushes are measured; null where nobody wants to know how long they take.</param>
    /// <param name="durations">Told of each flush, how long it ran; not of the time that it waited. Null as before.</param>
    public Flusher(IDiskExecutor executor, int parallelMax, TimeProvider? clock = null, DurationCounts? durations = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelMax, 1);
        _executor = executor;
        _parallelMax = parallelMax;
        _clock = clock;
        _durations = durations;
    }

    /// <summary>How many tickets wait for their turn.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Runs a ticket, now or when its turn comes, and then calls <paramref name="completed"/> on the executor's thread with what it threw, or null.</summary>
    public void Submit(FlushTicket ticket, Action<Exception?> completed)
    {
        var work = new Work(ticket, completed);
        lock (_gate)
        {
            if (_running == _parallelMax)
            {
                _waiting.Enqueue(work);
                return;
            }

            _running++;
        }

        Start(work);
    }

    private void Start(Work work) => _executor.Execute(() => Run(work.Ticket), failure =>
    {
        StartNext();
        work.Completed(failure);
    });

    private void Run(FlushTicket ticket)
    {
        var began = _clock?.GetTimestamp() ?? 0;
        ticket.Run();
        if (_clock is not null)
            _durations?.Record(_clock.GetElapsedTime(began));
    }

    private void StartNext()
    {
        Work next;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next))
            {
                _running--;
                return;
            }
        }

        Start(next);
    }

    private readonly record struct Work(FlushTicket Ticket, Action<Exception?> Completed);
}
