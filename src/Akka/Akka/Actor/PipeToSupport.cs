namespace Akka.Actor;

/// <summary>
/// Sends the outcome of a task to an actor as a message: the result, or a <see cref="Status.Failure"/> with the cause.
/// </summary>
/// <remarks>
/// The message is sent by whichever thread completes the task, at once. The returned task ends when it was sent and never fails.
/// <c>useConfigureAwait</c> has no meaning here: nothing is captured in either case.
/// </remarks>
public static class PipeToSupport
{
    public static Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, sender, completed => Result(completed, success), failure);

    public static Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe, recipient, sender, success, failure);

    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe.AsTask(), recipient, sender, success, failure);

    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe.AsTask(), recipient, sender, success, failure);

    /// <summary>A task without a result sends only what <paramref name="success"/> makes; nothing when that is null.</summary>
    public static Task PipeTo(
        this Task taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, sender, _ => success?.Invoke(), failure);

    public static Task PipeTo(
        this Task taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe, recipient, sender, success, failure);

    public static Task PipeTo(
        this ValueTask taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe.AsTask(), recipient, sender, success, failure);

    public static Task PipeTo(
        this ValueTask taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe.AsTask(), recipient, sender, success, failure);

    private static object? Result<T>(Task completed, Func<T, object>? success)
    {
        var result = ((Task<T>)completed).Result;
        return success is null ? result : success(result);
    }

    private static Task Pipe(Task task, ICanTell recipient, IActorRef? sender, Func<Task, object?> success, Func<Exception, object>? failure)
    {
        sender ??= ActorRefs.NoSender;
        return task.ContinueWith(
            completed =>
            {
                var message = completed.IsCompletedSuccessfully
                    ? success(completed)
                    : Failed(completed, failure);
                if (message is not null)
                    recipient.Tell(message, sender);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static object Failed(Task task, Func<Exception, object>? failure)
    {
        Exception cause = task.IsCanceled ? new TaskCanceledException(task)
            : task.Exception!.InnerExceptions.Count == 1 ? task.Exception.InnerException! : task.Exception;
        return failure is null ? new Status.Failure(cause) : failure(cause);
    }
}
