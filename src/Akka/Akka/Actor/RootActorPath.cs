namespace Akka.Actor;

/// <summary>The top of a system's tree.</summary>
public sealed class RootActorPath : ActorPath
{
    public RootActorPath(Address address, string name = "")
        : base(name) => OwnAddress = address;

    internal Address OwnAddress { get; }
}
