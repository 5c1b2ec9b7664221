namespace Akka.Actor;

/// <summary>The top of a system's tree.</summary>
public sealed class RootActorPath(Address address, string name = "") : ActorPath(name)
{
    internal Address OwnAddress { get; } = address;
}
