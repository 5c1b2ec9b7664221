namespace Akka.Actor;

/// <summary>A reference to an actor of this process.</summary>
public abstract class ActorRefWithCell : InternalActorRefBase
{
    public abstract ICell Underlying { get; }

    public abstract IEnumerable<IActorRef> Children { get; }

    /// <summary>The child of this name; <see cref="Nobody"/> when there is none.</summary>
    public abstract IInternalActorRef GetSingleChild(string name);
}
