namespace Akka.Actor;

/// <summary>The reference to no actor. What is sent to it is dropped.</summary>
public sealed class Nobody : MinimalActorRef
{
    public static Nobody Instance = new();

    private static readonly ActorPath OwnPath = new RootActorPath(Address.AllSystems, "/Nobody");

    private Nobody()
    {
    }

    public override ActorPath Path => OwnPath;

    public override IActorRefProvider Provider => throw new NotSupportedException("Nobody has no provider");
}
