namespace Akka.Actor;

/// <summary>The references that stand for no actor.</summary>
public static class ActorRefs
{
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>Null: a message without a sender.</summary>
    public static readonly IActorRef? NoSender;
}
