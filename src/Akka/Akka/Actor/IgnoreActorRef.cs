namespace Akka.Actor;

/// <summary>Swallows every message, dead letters included. Its path is the same in every system (spec/akka-wire.md, 2).</summary>
internal sealed class IgnoreActorRef(IActorRefProvider provider) : MinimalActorRef
{
    internal const string Name = "ignore";

    internal static readonly ActorPath IgnorePath = new RootActorPath(new Address("akka", "local")) / Name;

    public override ActorPath Path => IgnorePath;

    public override IActorRefProvider Provider { get; } = provider;
}
