using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>A reference to an actor on the calling thread's dispatcher that gives away the actor's instance. Equal to the actor's plain reference.</summary>
public abstract class TestActorRefBase<TActor> : IInternalActorRef
    where TActor : ActorBase
{
    private readonly InternalTestActorRef _inner;

    /// <param name="supervisor">Null: the guardian of top-level actors.</param>
    /// <param name="name">Null: one is generated.</param>
    /// <exception cref="ArgumentException">The supervisor is not a living actor of the system.</exception>
    protected TestActorRefBase(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null) =>
        _inner = InternalTestActorRef.Create(system, actorProps, supervisor, name);

    /// <summary>The present instance; a restart makes another.</summary>
    /// <exception cref="IllegalActorStateException">The actor has stopped, or could not be made.</exception>
    public TActor UnderlyingActor => (TActor)_inner.UnderlyingActor;

    public IActorRef Ref => _inner;

    public ActorPath Path => _inner.Path;

    IInternalActorRef IInternalActorRef.Parent => _inner.Parent;

    IActorRefProvider IInternalActorRef.Provider => _inner.Provider;

    bool IInternalActorRef.IsTerminated => _inner.IsTerminated;

    bool IActorRefScope.IsLocal => _inner.IsLocal;

    /// <summary>Has the actor handle a message now, past its mailbox. What it throws comes to the caller, and not to its supervisor.</summary>
    public void Receive(object message, IActorRef? sender = null) => _inner.Receive(message, sender);

    public void Tell(object message, IActorRef? sender) => _inner.Tell(message, sender);

    public void Tell(object message) => _inner.Tell(message);

    /// <summary>Has this actor told of the other one's end.</summary>
    public void Watch(IActorRef subject) => _inner.Cell.Watch(subject);

    public void Unwatch(IActorRef subject) => _inner.Cell.Unwatch(subject);

    public void SendSystemMessage(ISystemMessage message) => _inner.SendSystemMessage(message);

    public void SendSystemMessage(ISystemMessage message, IActorRef? sender) => _inner.SendSystemMessage(message, sender);

    public int CompareTo(object? obj) => _inner.CompareTo(obj);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => _inner.CompareTo(other);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => _inner.Equals(other);

    public override bool Equals(object? obj) => _inner.Equals(obj);

    public override int GetHashCode() => _inner.GetHashCode();

    public override string ToString() => _inner.ToString();

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => _inner.GetChild(name);

    void IInternalActorRef.Resume(Exception? causedByFailure) => _inner.Resume(causedByFailure);

    void IInternalActorRef.Start()
    {
        // The actor runs from its making.
    }

    void IInternalActorRef.Stop() => _inner.Stop();

    void IInternalActorRef.Restart(Exception cause) => _inner.Restart(cause);

    void IInternalActorRef.Suspend() => _inner.Suspend();
}
