namespace ActorBroker.Hosting.Nodes;

/// <summary>What a <see cref="NodeWatch"/> tells its host, which waits outside of the actor system.</summary>
internal sealed class NodeLife
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStopping;

    /// <summary>Done when the broker serves; failed when it cannot.</summary>
    public Task Started => _started.Task;

    /// <summary>Done when the broker has ended as it was asked to; failed when its stop went wrong, or when it ended by itself.</summary>
    public Task Ended => _ended.Task;

    /// <summary>True from when the broker is asked to stop.</summary>
    public bool IsStopping => _isStopping;

    public void BeginStop() => _isStopping = true;

    public void Start() => _started.TrySetResult();

    public void End(Exception? failure)
    {
        if (failure is null)
        {
            _started.TrySetCanceled();
            _ended.TrySetResult();
            return;
        }

        _started.TrySetException(failure);
        _ended.TrySetException(failure);
    }
}
