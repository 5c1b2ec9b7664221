using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// A path with no living actor: messages become dead letters, a watch is answered at once,
/// an <see cref="Identify"/> is answered with no subject.
/// </summary>
public class EmptyLocalActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : MinimalActorRef
{
    private readonly EventStream _eventStream = eventStream;

    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;

    public override bool IsTerminated => true;

    public override void SendSystemMessage(ISystemMessage message) => SpecialHandle(message, Provider.DeadLetters);

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is DeadLetter deadLetter)
            SpecialHandle(deadLetter.Message, deadLetter.Sender);
        else if (!SpecialHandle(message, sender))
            _eventStream.Publish(new DeadLetter(message, sender ?? Provider.DeadLetters, this));
    }

    /// <summary>True when the message needs no dead letter.</summary>
    protected virtual bool SpecialHandle(object message, IActorRef? sender)
    {
        switch (message)
        {
            case Watch watch:
                AnswerWatch(watch);
                return true;
            case Unwatch:
                return true;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
                return true;
            case ActorSelectionMessage { Message: Identify selected }:
                sender?.Tell(new ActorIdentity(selected.MessageId, null), ActorRefs.NoSender);
                return true;
            case ActorSelectionMessage selection:
                _eventStream.Publish(new DeadLetter(selection.Message, sender ?? Provider.DeadLetters, this));
                return true;
            case IDeadLetterSuppression suppressed:
                _eventStream.Publish(new SuppressedDeadLetter(suppressed, sender ?? Provider.DeadLetters, this));
                return true;
            default:
                return false;
        }
    }

    private void AnswerWatch(Watch watch)
    {
        if (watch.Watchee.Equals(this) && !watch.Watcher.Equals(this))
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));
    }
}
