using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Stops an actor and tells when it has.</summary>
public static class GracefulStopSupport
{
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) =>
        GracefulStop(target, timeout, PoisonPill.Instance);

    /// <summary>True once the actor has stopped. The task is cancelled when it did not within <paramref name="timeout"/>.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var reference = (IInternalActorRef)target;
        var watch = TerminationWatch.Start(reference);
        target.Tell(stopMessage, ActorRefs.NoSender);
        var system = reference.Provider.Settings.System;
        system.Scheduler.Advanced.ScheduleOnce(timeout, () => watch.Cancel());
        return watch.Task;
    }
}
