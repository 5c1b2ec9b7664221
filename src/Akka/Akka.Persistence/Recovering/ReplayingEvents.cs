using Akka.Actor;

namespace Akka.Persistence.Recovering;

/// <summary>Takes events from the journal, until there are no more; none for <c>recovery-event-timeout</c> is a failure.</summary>
internal sealed class ReplayingEvents : EventsourcedState
{
    private readonly TimeSpan _timeout;
    private readonly ICancelable _timer;
    private bool _isReplaying = true;
    private bool _sawEvent;

    public ReplayingEvents(Eventsourced actor, TimeSpan timeout)
        : base(actor)
    {
        _timeout = timeout;
        var self = actor.SelfReference();
        _timer = Eventsourced.CurrentSystem().Scheduler.ScheduleTellRepeatedlyCancelable(timeout, timeout, self, new RecoveryTick(false), self);
    }

    // Over when RecoveryCompleted is handled: the actor may persist in it.
    public override bool IsRecovering => _isReplaying;

    public override void Receive(Receive receive, object message)
    {
        switch (message)
        {
            case ReplayedMessage replayed:
                Replay(replayed.Persistent);
                break;
            case RecoverySuccess success:
                Complete(success);
                break;
            case ReplayMessagesFailure failure:
                Actor.FailRecovery(failure.Cause);
                break;
            case RecoveryTick { Snapshot: false } when !_sawEvent:
                Actor.FailRecovery(new RecoveryTimedOutException(
                    $"Recovery timed out, didn't get event within {_timeout}, highest sequence number seen {Actor.LastSequenceNr}."));
                break;
            case RecoveryTick:
                _sawEvent = false;
                break;
            default:
                Actor.StashInternally(message);
                break;
        }
    }

    public override void Leave() => _timer.Cancel();

    private void Replay(IPersistentRepresentation persistent)
    {
        try
        {
            _sawEvent = true;
            Actor.LastSequenceNr = Math.Max(Actor.LastSequenceNr, persistent.SequenceNr);
            Actor.HandleRecovery(persistent.Payload);
        }
        catch (Exception error)
        {
            Actor.FailRecovery(error, persistent.Payload);
        }
    }

    private void Complete(RecoverySuccess success)
    {
        Leave();
        Actor.EventsAreReplayed(success.HighestSequenceNr);
        _isReplaying = false;
        try
        {
            Actor.HandleRecovery(RecoveryCompleted.Instance);
        }
        finally
        {
            // Also when the handler failed: if its supervisor says Resume, the actor goes on from here.
            Actor.ChangeState(new ProcessingCommands(Actor));
            Actor.EndCommand(isFailed: false);
            Actor.ReturnPermit();
        }
    }
}
