using Akka.Actor;

namespace Akka.Event;

/// <summary>A message to an actor that does not exist, or no longer.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>A message, who sent it and to whom.</summary>
    public DeadLetter(object message, IActorRef? sender, IActorRef? recipient)
        : base(message, sender, recipient)
    {
    }

    /// <summary>Message and path of both ends.</summary>
    public override string ToString() => $"DeadLetter from {Sender?.Path} to {Recipient?.Path}: <{Message}>";
}
