using ActorBroker.Log.Disk;

namespace ActorBroker.Journal.Storage;

/// <summary>Takes work of a log to the executor and its outcome back to the log's owner, and tells the time.</summary>
/// <param name="executor">Runs the work.</param>
/// <param name="toOwner">Brings an action to the owner's thread.</param>
/// <param name="now">The time.</param>
internal sealed class LogSchedule(IDiskExecutor executor, Action<Action> toOwner, Func<DateTimeOffset> now)
{
    /// <summary>Runs the work.</summary>
    public IDiskExecutor Executor => executor;

    /// <summary>Brings an action to the owner's thread.</summary>
    public Action<Action> ToOwner => toOwner;

    /// <summary>The time.</summary>
    public DateTimeOffset Now => now();

    /// <summary>Runs work on the executor, then calls <paramref name="completed"/> on the owner's thread with what it threw, or null.</summary>
    public void Run(Action work, Action<Exception?> completed) => executor.Execute(work, failure => toOwner(() => completed(failure)));
}
