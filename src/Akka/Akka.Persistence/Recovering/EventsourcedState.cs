using Akka.Actor;

namespace Akka.Persistence.Recovering;

/// <summary>
/// What a persistent actor does with a message. The states follow each other:
/// <see cref="WaitingForPermit"/>, <see cref="LoadingSnapshot"/>, <see cref="ReplayingEvents"/>, then
/// <see cref="ProcessingCommands"/> and <see cref="PersistingEvents"/> in turn.
/// </summary>
internal abstract class EventsourcedState(Eventsourced actor)
{
    public abstract bool IsRecovering { get; }

    protected Eventsourced Actor { get; } = actor;

    public abstract void Receive(Receive receive, object message);

    /// <summary>The state ends, or the actor does. May be called more than once.</summary>
    public virtual void Leave()
    {
    }
}
