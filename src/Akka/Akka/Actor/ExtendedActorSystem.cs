namespace Akka.Actor;

/// <summary>What extensions may ask of a system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    public abstract IActorRefProvider Provider { get; }

    /// <summary><c>/user</c></summary>
    public abstract IInternalActorRef Guardian { get; }

    /// <summary>Where relative selections start: <c>/user</c>.</summary>
    public abstract IInternalActorRef LookupRoot { get; }

    /// <summary><c>/system</c></summary>
    public abstract IInternalActorRef SystemGuardian { get; }

    /// <summary>Makes an actor below <c>/system</c>: it outlives all of <c>/user</c>.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    public abstract IActorRef SystemActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new();

    /// <summary>Terminates without waiting for actors elsewhere.</summary>
    public abstract void Abort();

    /// <summary>Stops the guardians and all that follows, without a coordinated shutdown.</summary>
    internal abstract void FinalTerminate();

    /// <summary>The tree of actors as text, one line each.</summary>
    public abstract string PrintTree();
}
