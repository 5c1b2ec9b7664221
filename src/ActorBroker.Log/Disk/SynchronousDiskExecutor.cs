namespace ActorBroker.Log.Disk;

/// <summary>Runs each work at once on the caller's thread.</summary>
public sealed class SynchronousDiskExecutor : IDiskExecutor
{
    /// <inheritdoc />
    public void Execute(Action work, Action<Exception?> completed)
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
