namespace Akka.Actor;

/// <summary>A watched actor stopped and its watcher did not handle <see cref="Terminated"/>. By default its supervisor stops it.</summary>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated")
{
    public IActorRef DeadActor { get; } = deadActor;
}
