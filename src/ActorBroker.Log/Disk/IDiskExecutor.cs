namespace ActorBroker.Log.Disk;

/// <summary>Runs disk work that may take long (flushes, cold reads, scans, deletes) away from the thread that asks for it.</summary>
public interface IDiskExecutor
{
    /// <summary>
    /// Runs <paramref name="work"/> once, now or later, on any thread, then <paramref name="completed"/> with what it threw, or null.
    /// Works may run side by side and end in any order. <paramref name="completed"/> runs on the executor's thread: an actor's only sends a message to itself.
    /// </summary>
    void Execute(Action work, Action<Exception?> completed);
}
