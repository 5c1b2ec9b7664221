using Akka.Actor;

namespace Akka.Persistence.Recovering;

/// <summary>Waits for the youngest snapshot that fits, and offers it to the actor.</summary>
internal sealed class LoadingSnapshot : EventsourcedState
{
    private readonly Recovery _recovery;
    private readonly TimeSpan _timeout;
    private readonly ICancelable _timer;

    private LoadingSnapshot(Eventsourced actor)
        : base(actor)
    {
        _recovery = actor.Recovery;
        _timeout = Persistence.Instance.Apply(Eventsourced.CurrentSystem()).RecoveryEventTimeout(actor.JournalPluginId);
        var self = actor.SelfReference();
        _timer = Eventsourced.CurrentSystem().Scheduler.ScheduleTellOnceCancelable(_timeout, self, new RecoveryTick(true), self);
    }

    public override bool IsRecovering => true;

    public static LoadingSnapshot Begin(Eventsourced actor)
    {
        var state = new LoadingSnapshot(actor);
        actor.LoadSnapshot(actor.SnapshotterId, state._recovery.FromSnapshot, state._recovery.ToSequenceNr);
        return state;
    }

    public override void Receive(Receive receive, object message)
    {
        switch (message)
        {
            case LoadSnapshotResult result:
                Offer(result);
                break;
            case LoadSnapshotFailed failed:
                Actor.FailRecovery(failed.Cause);
                break;
            case RecoveryTick { Snapshot: true }:
                Actor.FailRecovery(new RecoveryTimedOutException($"Recovery timed out, didn't get snapshot within {_timeout}."));
                break;
            case RecoveryTick:
                break;
            default:
                Actor.StashInternally(message);
                break;
        }
    }

    public override void Leave() => _timer.Cancel();

    private void Offer(LoadSnapshotResult result)
    {
        if (result.Snapshot is { } snapshot && !TryOffer(snapshot))
            return;

        Actor.ChangeState(new ReplayingEvents(Actor, _timeout));
        var self = Actor.SelfReference();
        Actor.Journal.Tell(new ReplayMessages(Actor.LastSequenceNr + 1, result.ToSequenceNr, _recovery.ReplayMax, Actor.PersistenceId, self), self);
    }

    private bool TryOffer(SelectedSnapshot snapshot)
    {
        var offer = new SnapshotOffer(snapshot.Metadata, snapshot.Snapshot);
        try
        {
            Actor.LastSequenceNr = snapshot.Metadata.SequenceNr;
            Actor.HandleRecovery(offer);
            return true;
        }
        catch (Exception error)
        {
            Actor.FailRecovery(error, offer);
            return false;
        }
    }
}
