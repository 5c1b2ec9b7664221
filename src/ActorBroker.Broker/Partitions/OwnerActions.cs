namespace ActorBroker.Broker.Partitions;

/// <summary>
/// What is to be done on the thread of a log's owner: the ends of flushes and of compactions' steps. While the owner lives it is woken and runs them; what
/// is left when it has ended, and all that comes later, runs where it comes from, one at a time.
/// </summary>
/// <param name="wake">Has the owner call <see cref="RunAll"/> soon. Any thread.</param>
internal sealed class OwnerActions(Action wake)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = [];
    private Action? _afterEach;

    /// <summary>Has something done. Any thread.</summary>
    public void Add(Action action)
    {
        lock (_gate)
        {
            _waiting.Enqueue(action);
            if (_afterEach is not null)
            {
                RunOrphaned();
                return;
            }
        }

        wake();
    }

    /// <summary>Does what waits. The owner's thread.</summary>
    public void RunAll()
    {
        while (TryTake(out var action))
            action();
    }

    /// <summary>The owner has ended: from now on nobody wakes it.</summary>
    /// <param name="afterEach">Called now, and after each action.</param>
    public void Orphan(Action afterEach)
    {
        lock (_gate)
        {
            _afterEach = afterEach;
            RunOrphaned();
            afterEach();
        }
    }

    private void RunOrphaned()
    {
        while (_waiting.TryDequeue(out var action))
        {
            action();
            _afterEach!();
        }
    }

    private bool TryTake(out Action action)
    {
        lock (_gate)
            return _waiting.TryDequeue(out action!);
    }
}
