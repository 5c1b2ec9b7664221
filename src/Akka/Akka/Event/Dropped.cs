using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that was thrown away, for instance because a queue was full.</summary>
public sealed class Dropped : AllDeadLetters
{
    /// <summary>A message, why it was dropped, who sent it and to whom.</summary>
    public Dropped(object message, string reason, IActorRef? sender, IActorRef? recipient)
        : base(message, sender, recipient) => Reason = reason;

    /// <summary>A message whose sender is not known, and why it was dropped.</summary>
    public Dropped(object message, string reason, IActorRef? recipient)
        : this(message, reason, null, recipient)
    {
    }

    /// <summary>Why, in words.</summary>
    public string Reason { get; }
}
