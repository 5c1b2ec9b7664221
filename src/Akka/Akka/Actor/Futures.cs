using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Asks an actor and gives its answer as a task.</summary>
/// <remarks>
/// The task fails with <see cref="AskTimeoutException"/> when no answer came in time, with the cause of a <see cref="Status.Failure"/>,
/// with <see cref="ArgumentException"/> on an answer of another type, and is cancelled with the token.
/// Without a timeout <c>akka.actor.ask-timeout</c> counts; <see cref="Timeout.InfiniteTimeSpan"/> means none.
/// </remarks>
public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var future = Prepare<T>(self, timeout, cancellationToken);
        future.DeliverAsk(message, self);
        return future.Task;
    }

    /// <param name="messageFactory">Gets the reference that the answer must be sent to.</param>
    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var future = Prepare<T>(self, timeout, cancellationToken);
        future.DeliverAsk(messageFactory(future), self);
        return future.Task;
    }

    private static FutureActorRef<T> Prepare<T>(ICanTell self, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var provider = ProviderOf(self);
        var system = (ActorSystemImpl)provider.Settings.System;
        var future = provider.CreateFutureRef(new TaskCompletionSource<T>(system.ContinuationOptions));
        if (cancellationToken.CanBeCanceled)
        {
            var registration = cancellationToken.Register(() => future.TryCancel(cancellationToken));
            future.Task.ContinueWith(
                static (_, state) => ((CancellationTokenRegistration)state!).Dispose(),
                registration, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        var limit = timeout ?? provider.Settings.AskTimeout;
        if (limit != Timeout.InfiniteTimeSpan)
            future.LimitBy(system.DeadlinesOf(limit));
        return future;
    }

    private static IActorRefProvider ProviderOf(ICanTell self) => self switch
    {
        IInternalActorRef reference => reference.Provider,
        ActorSelection { Anchor: IInternalActorRef anchor } => anchor.Provider,
        _ => ActorCell.GetCurrentSelfOrNoSender() is IInternalActorRef current
            ? current.Provider
            : throw new ArgumentException("Unable to resolve the target Provider", nameof(self)),
    };
}
