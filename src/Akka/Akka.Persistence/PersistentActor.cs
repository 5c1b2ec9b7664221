namespace Akka.Persistence;

/// <summary>A persistent actor with one handler for recovery and one for commands; see <see cref="Eventsourced"/>.</summary>
public abstract class PersistentActor : Eventsourced
{
    /// <summary>A command.</summary>
    protected override bool Receive(object message) => ReceiveCommand(message);
}
