using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Where messages go that have nowhere to go; it publishes them as <see cref="DeadLetter"/>.</summary>
public class DeadLetterActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : EmptyLocalActorRef(provider, path, eventStream)
{
    private readonly EventStream _eventStream = eventStream;

    protected override void TellInternal(object message, IActorRef? sender)
    {
        switch (message)
        {
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, this), this);
                break;
            case DeadLetter deadLetter when !SpecialHandle(deadLetter.Message, deadLetter.Sender):
                _eventStream.Publish(deadLetter);
                break;
            case DeadLetter:
                break;
            default:
                if (!SpecialHandle(message, sender))
                    _eventStream.Publish(new DeadLetter(message, sender ?? Provider.DeadLetters, this));
                break;
        }
    }

    protected override bool SpecialHandle(object message, IActorRef? sender)
    {
        if (message is not Watch watch)
            return base.SpecialHandle(message, sender);
        if (!watch.Watchee.Equals(this) && !watch.Watcher.Equals(this))
        {
            watch.Watcher.SendSystemMessage(
                new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));
        }

        return true;
    }
}
