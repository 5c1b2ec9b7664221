namespace Akka.Actor;

/// <summary>Makes the actors of a <see cref="Props"/>, one per incarnation.</summary>
public interface IIndirectActorProducer
{
    ActorBase Produce();

    Type ActorType { get; }

    /// <summary>Called once for each actor produced, after it stopped or was replaced.</summary>
    void Release(ActorBase actor);
}
