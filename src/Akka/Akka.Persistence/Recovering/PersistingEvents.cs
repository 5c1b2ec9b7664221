using Akka.Actor;

namespace Akka.Persistence.Recovering;

/// <summary>Stashes commands until the last handler of <c>Persist</c> has run.</summary>
internal sealed class PersistingEvents(Eventsourced actor) : RecoveredState(actor)
{
    public override void Receive(Receive receive, object message)
    {
        if (!TryHandleAnswer(message))
            Actor.StashInternally(message);
    }

    protected override void EndHandler(bool isFailed)
    {
        Actor.Writes.Remove();
        if (Actor.Writes.StashingCount > 0)
            return;

        Actor.ChangeState(new ProcessingCommands(Actor));
        Actor.EndCommand(isFailed);
    }
}
