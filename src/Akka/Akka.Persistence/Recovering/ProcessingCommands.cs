using Akka.Actor;

namespace Akka.Persistence.Recovering;

/// <summary>Handles commands; asynchronous handlers run in between.</summary>
internal sealed class ProcessingCommands(Eventsourced actor) : RecoveredState(actor)
{
    public override void Receive(Receive receive, object message)
    {
        if (TryHandleAnswer(message))
            return;

        var isFailed = true;
        try
        {
            Actor.Handle(receive, message);
            isFailed = false;
        }
        finally
        {
            Actor.EndCommand(isFailed);
        }
    }

    protected override void EndHandler(bool isFailed)
    {
        Actor.Writes.Remove();
        Actor.EndCommand(isFailed);
    }
}
