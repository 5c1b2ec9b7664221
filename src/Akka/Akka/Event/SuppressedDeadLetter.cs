using Akka.Actor;

namespace Akka.Event;

/// <summary>A dead letter that is normal and not worth a line in the log; see <see cref="IDeadLetterSuppression"/>.</summary>
public sealed class SuppressedDeadLetter : AllDeadLetters
{
    /// <summary>A message, who sent it and to whom.</summary>
    public SuppressedDeadLetter(IDeadLetterSuppression message, IActorRef? sender, IActorRef? recipient)
        : base(message, sender, recipient)
    {
    }
}
