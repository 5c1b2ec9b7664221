namespace Akka.Actor;

/// <summary>Sends on behalf of the actor that runs on this thread.</summary>
public static class ActorRefImplicitSenderExtensions
{
    /// <summary>The sender is the actor that calls, or nobody outside of one.</summary>
    public static void Tell(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.GetCurrentSelfOrNoSender());

    /// <summary>Passes the message in hand on; the receiver sees its original sender.</summary>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.GetCurrentSenderOrNoSender());
}
