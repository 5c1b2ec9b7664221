namespace Akka.Actor;

/// <summary>A watched actor stopped and its watcher did not handle <see cref="Terminated"/>. By default its supervisor stops it.</summary>
public class DeathPactException : AkkaException
{
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor [{deadActor}] terminated") => DeadActor = deadActor;

    public IActorRef DeadActor { get; }
}
