using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that no actor processed; published on the event stream. What kind it is says why.</summary>
public abstract class AllDeadLetters : IWrappedMessage
{
    /// <summary>A message, who sent it and to whom.</summary>
    protected AllDeadLetters(object message, IActorRef? sender, IActorRef? recipient)
    {
        Message = message;
        Sender = sender;
        Recipient = recipient;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Who sent it; null if nobody is known.</summary>
    public IActorRef? Sender { get; }

    /// <summary>To whom it was sent; null if that is not known.</summary>
    public IActorRef? Recipient { get; }
}
