namespace Akka.Actor;

/// <summary>The address of one incarnation of an actor; it stays valid, and compares equal, after the actor stopped.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    ActorPath Path { get; }
}
