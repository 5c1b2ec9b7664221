using Akka.Actor;

namespace Akka.Persistence.Recovering;

/// <summary>Waits until there are fewer recoveries in the system than <c>akka.persistence.max-concurrent-recoveries</c>.</summary>
internal sealed class WaitingForPermit(Eventsourced actor) : EventsourcedState(actor)
{
    public override bool IsRecovering => true;

    public override void Receive(Receive receive, object message)
    {
        if (message is RecoveryPermitGranted)
            Actor.ChangeState(LoadingSnapshot.Begin(Actor));
        else
            Actor.StashInternally(message);
    }
}
