using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that reached its actor, which has no handler for it.</summary>
public sealed class UnhandledMessage : AllDeadLetters
{
    /// <summary>A message, who sent it and to whom.</summary>
    public UnhandledMessage(object message, IActorRef? sender, IActorRef? recipient)
        : base(message, sender, recipient)
    {
    }

    /// <summary>Message and path of both ends.</summary>
    public override string ToString() => $"UnhandledMessage from {Sender?.Path} to {Recipient?.Path}: <{Message}>";
}
