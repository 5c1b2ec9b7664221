using ActorBroker.Log.Disk;

namespace ActorBroker.Journal.Storage;

/// <summary>Passes work on and knows how much is under way, so that a directory is not given back while somebody still works in it.</summary>
/// <remarks>Any thread.</remarks>
internal sealed class CountedDiskExecutor(IDiskExecutor executor) : IDiskExecutor
{
    private readonly Lock _gate = new();
    private int _running;
    private Action? _whenIdle;

    public void Execute(Action work, Action<Exception?> completed)
    {
        lock (_gate)
            _running++;
        executor.Execute(work, failure =>
        {
            var idle = End();
            completed(failure);
            idle?.Invoke();
        });
    }

    /// <summary>Calls <paramref name="idle"/> once: now when nothing is under way, else behind the last work, on its thread. No work is begun afterwards.</summary>
    public void WhenIdle(Action idle)
    {
        lock (_gate)
        {
            if (_running > 0)
            {
                _whenIdle = idle;
                return;
            }
        }

        idle();
    }

    /// <summary>Gives what waits for the last work, if this was it.</summary>
    private Action? End()
    {
        lock (_gate)
            return --_running == 0 ? Interlocked.Exchange(ref _whenIdle, null) : null;
    }
}
