using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// Runs the tasks of one actor in its mailbox: what follows an <c>await</c> comes back as a system message, so that the actor's
/// state is never touched by two threads. While a task is under way no user message is handled.
/// </summary>
/// <remarks>What an actor awaited when it failed or stopped is abandoned: its continuation never runs.</remarks>
public class ActorTaskScheduler : TaskScheduler
{
    private readonly ActorCell _cell;
    private Task? _awaited;
    private bool _abandoned;

    internal ActorTaskScheduler(ActorCell cell) => _cell = cell;

    /// <summary>One: an actor does one thing at a time.</summary>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>The message whose handler awaits.</summary>
    public object? CurrentMessage => _cell.CurrentMessage;

    /// <exception cref="InvalidOperationException">Not called from within an actor.</exception>
    public static void RunTask(Action action) => RunTask(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Starts <paramref name="asyncAction"/> at once. What it throws is the actor's failure.</summary>
    /// <exception cref="InvalidOperationException">Not called from within an actor.</exception>
    public static void RunTask(Func<Task> asyncAction)
    {
        var cell = InternalCurrentActorCellKeeper.Current
            ?? throw new InvalidOperationException("RunTask must be called from an actor context.");
        cell.TaskScheduler.Start(asyncAction);
    }

    internal void Execute(Task task)
    {
        if (_abandoned)
            return;
        OnBeforeTaskStarted();
        WithoutSynchronizationContext(() => TryExecuteTask(task));
        OnAfterTaskCompleted();
        Conclude();
    }

    /// <summary>Forgets what is awaited; the next incarnation of the actor has a scheduler of its own.</summary>
    internal void Abandon()
    {
        _abandoned = true;
        _cell.Extras.TaskScheduler = null;
        EndTask();
    }

    protected override IEnumerable<Task>? GetScheduledTasks() => null;

    protected override void QueueTask(Task task) => _cell.SendSystemMessage(new ActorTask(task) { Owner = this });

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued
        && ReferenceEquals(InternalCurrentActorCellKeeper.Current, _cell)
        && TryExecuteTask(task);

    protected virtual void OnBeforeTaskStarted()
    {
    }

    protected virtual void OnAfterTaskCompleted()
    {
    }

    private void Start(Func<Task> asyncAction)
    {
        var first = new Task<Task>(asyncAction);
        WithoutSynchronizationContext(() => first.RunSynchronously(this));
        var whole = first.IsFaulted ? first : first.Result;
        if (whole.IsCompleted)
        {
            Rethrow(whole);
            return;
        }

        _awaited = _awaited is null ? whole : Task.WhenAll(_awaited, whole);
        _cell.Extras.AwaitsTask = true;
        _cell.Mailbox.BeginTask();

        // The last continuation of the task completes it inside Execute; a task that ends elsewhere needs a call of its own.
        whole.ContinueWith(static (_, _) => { }, null, CancellationToken.None, TaskContinuationOptions.DenyChildAttach, this);
    }

    // An await prefers the thread's synchronization context to the task's scheduler. A thread that was borrowed from elsewhere
    // (a test, a window) may have one, and what follows the await would then run there.
    private static void WithoutSynchronizationContext(Action action)
    {
        var borrowed = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(borrowed);
        }
    }

    private void Conclude()
    {
        if (_awaited is not { IsCompleted: true } awaited)
            return;
        EndTask();
        _cell.CheckReceiveTimeout();
        Rethrow(awaited);
        _cell.CurrentEnvelope = default;
    }

    private void EndTask()
    {
        _awaited = null;
        _cell.Extras.AwaitsTask = false;
        _cell.Mailbox.EndTask();
    }

    private static void Rethrow(Task task)
    {
        if (task.IsFaulted)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(task.Exception!.InnerException!);
        else if (task.IsCanceled)
            throw new TaskCanceledException(task);
    }
}
