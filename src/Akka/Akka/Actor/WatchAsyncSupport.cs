using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Watches an actor from outside of actors.</summary>
public static class WatchAsyncSupport
{
    /// <summary>True once the actor has stopped, also when it had before. The task is cancelled with <paramref name="token"/>.</summary>
    public static Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        var watch = TerminationWatch.Start((IInternalActorRef)target);
        if (token.CanBeCanceled)
        {
            var registration = token.Register(watch.Cancel);
            watch.Task.ContinueWith(
                static (_, state) => ((CancellationTokenRegistration)state!).Dispose(),
                registration, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return watch.Task;
    }
}
