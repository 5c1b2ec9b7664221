using ActorBroker.Log.Disk;

namespace ActorBroker.Broker.Tests.Support;

/// <summary>A disk executor whose works wait until a test lets them run; or that runs them at once.</summary>
internal sealed class HeldExecutor : IDiskExecutor
{
    private readonly Lock _gate = new();
    private readonly Queue<(Action Work, Action<Exception?> Completed)> _held = [];
    private bool _isHolding;

    /// <summary>How many works wait.</summary>
    public int HeldCount
    {
        get
        {
            lock (_gate)
                return _held.Count;
        }
    }

    /// <summary>From now on works wait.</summary>
    public void Hold()
    {
        lock (_gate)
            _isHolding = true;
    }

    /// <summary>Runs what waits, and all that comes from now on at once.</summary>
    public void Release()
    {
        lock (_gate)
            _isHolding = false;
        while (TryTake(out var held))
            Run(held.Work, held.Completed);
    }

    public void Execute(Action work, Action<Exception?> completed)
    {
        lock (_gate)
        {
            if (_isHolding)
            {
                _held.Enqueue((work, completed));
                return;
            }
        }

        Run(work, completed);
    }

    private bool TryTake(out (Action Work, Action<Exception?> Completed) held)
    {
        lock (_gate)
            return _held.TryDequeue(out held);
    }

    private static void Run(Action work, Action<Exception?> completed)
    {
        Exception? failure = null;
        try
        {
            work();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        completed(failure);
    }
}
