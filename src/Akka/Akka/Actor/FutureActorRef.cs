using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>
/// Takes one message and completes a task with it. What comes later, or after the task has ended, goes to dead letters.
/// </summary>
/// <remarks>
/// It gets a path below <c>/temp</c> only when somebody asks for one (a serializer, a log): an Ask within the process needs none.
/// </remarks>
public class FutureActorRef<T> : MinimalActorRef, IDeadline
{
    private readonly TaskCompletionSource<T> _result;
    private ActorPath? _path;
    private Deadlines? _limit;

    public FutureActorRef(TaskCompletionSource<T> result, ActorPath path, IActorRefProvider provider)
        : this(result, provider) => _path = path;

    internal FutureActorRef(TaskCompletionSource<T> result, IActorRefProvider provider)
    {
        _result = result;
        Provider = provider;
    }

    public override ActorPath Path => Volatile.Read(ref _path) ?? TakePath();

    public override IActorRefProvider Provider { get; }

    TimeSpan IDeadline.Due { get; set; }

    IDeadline? IDeadline.Earlier { get; set; }

    IDeadline? IDeadline.Later { get; set; }

    internal Task<T> Task => _result.Task;

    /// <summary>Sends <paramref name="message"/> with this reference as its sender.</summary>
    public virtual void DeliverAsk(object message, ICanTell destination) => destination.Tell(message, this);

    private protected override void ReceiveSystemMessage(ISystemMessage message)
    {
        // It has no life of its own to watch: to the watcher it is as good as gone.
        if (message is Watch watch && watch.Watchee.Equals(this) && !watch.Watcher.Equals(this))
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: true, addressTerminated: false));
    }

    void IDeadline.Expire(TimeSpan limit) => Ended(_result.TrySetException(new AskTimeoutException($"Timeout after {limit} seconds")));

    /// <summary>Puts the task under a time limit; called once, before anything is sent.</summary>
    internal void LimitBy(Deadlines limit)
    {
        _limit = limit;
        limit.Add(this);
    }

    internal bool TryCancel(CancellationToken token) => Ended(_result.TrySetCanceled(token));

    protected override void TellInternal(object message, IActorRef? sender)
    {
        // In a simulation the answer is an event of its own: what follows the task must not run inside the answering actor.
        if (((ActorSystemImpl)Provider.Settings.System).Simulation is { } run)
            run.Enqueue(new ActionRunnable(() => Answer(message)));
        else
            Answer(message);
    }

    private void Answer(object message)
    {
        var taken = message switch
        {
            T answer => _result.TrySetResult(answer),
            Status.Failure failure => _result.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => _result.TrySetException(new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (!Ended(taken) && !_result.Task.IsCanceled)
            Provider.DeadLetters.Tell(message, this);
    }

    private bool Ended(bool byThisCall)
    {
        if (!byThisCall)
            return false;
        _limit?.Remove(this);
        if (Volatile.Read(ref _path) is { } path)
            Provider.UnregisterTempActor(path);
        return true;
    }

    private ActorPath TakePath()
    {
        var path = Provider.TempPath();
        if (Interlocked.CompareExchange(ref _path, path, null) is { } already)
            return already;
        Provider.RegisterTempActor(this, path);
        if (_result.Task.IsCompleted)
            Provider.UnregisterTempActor(path);
        return path;
    }
}
