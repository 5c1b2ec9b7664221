namespace Akka.Persistence.Recovering;

/// <summary>What the two states of a recovered actor have in common: the journal's answers run the handlers of the events.</summary>
internal abstract class RecoveredState(Eventsourced actor) : EventsourcedState(actor)
{
    public sealed override bool IsRecovering => false;

    /// <summary>Handles an answer of the journal; false if the message is none. Answers to an earlier incarnation are passed over.</summary>
    protected bool TryHandleAnswer(object message)
    {
        switch (message)
        {
            case WriteMessageSuccess success when Actor.IsOfThisInstance(success.ActorInstanceId):
                Actor.LastSequenceNr = Math.Max(Actor.LastSequenceNr, success.Persistent.SequenceNr);
                RunHandler(success.Persistent.Payload);
                return true;
            case LoopMessageSuccess deferred when Actor.IsOfThisInstance(deferred.ActorInstanceId):
                RunHandler(deferred.Message);
                return true;
            case WriteMessageRejected rejected when Actor.IsOfThisInstance(rejected.ActorInstanceId):
                Actor.LastSequenceNr = Math.Max(Actor.LastSequenceNr, rejected.Persistent.SequenceNr);
                EndHandler(isFailed: false);
                Actor.Reject(rejected);
                return true;
            case WriteMessageFailure failure when Actor.IsOfThisInstance(failure.ActorInstanceId):
                EndHandler(isFailed: false);
                Actor.FailWrite(failure);
                return true;
            case WriteMessagesSuccessful or WriteMessagesFailed { WriteCount: 0 }:
                Actor.Writes.RequestEnded();
                return true;
            default:
                // After a failed write the actor stops at the first failure that follows, and writes nothing more.
                return message is IJournalResponse or RecoveryTick;
        }
    }

    /// <summary>The first waiting handler has run, or never will.</summary>
    protected abstract void EndHandler(bool isFailed);

    private void RunHandler(object @event)
    {
        var isFailed = true;
        try
        {
            Actor.Writes.Next.Handler(@event);
            isFailed = false;
        }
        finally
        {
            Actor.Writes.Flush();
            EndHandler(isFailed);
        }
    }
}
