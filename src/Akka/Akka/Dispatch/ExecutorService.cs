namespace Akka.Dispatch;

/// <summary>Runs work for a <see cref="Dispatcher"/>.</summary>
public abstract class ExecutorService(string id)
{
    public string Id { get; } = id;

    /// <exception cref="RejectedExecutionException">It has shut down.</exception>
    public abstract void Execute(IRunnable run);

    /// <summary>Takes no more work, finishes what it has, and gives its threads back; does not wait for that.</summary>
    public abstract void Shutdown();
}
