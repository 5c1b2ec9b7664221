using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>
/// A test actor of its own, to stand in for others: it is a reference and can be passed as one, it can answer and pass on what it
/// examined, and its deadlines are its own.
/// </summary>
public class TestProbe(ActorSystem system, ITestKitAssertions assertions, string? testProbeName = null)
    : TestKitBase(assertions, system, testProbeName), INoImplicitSender, IInternalActorRef
{
    public IActorRef Ref => TestActor;

    /// <inheritdoc cref="TestKitBase.LastSender"/>
    public IActorRef Sender => LastSender;

    ActorPath IActorRef.Path => TestActor.Path;

    IInternalActorRef IInternalActorRef.Parent => Inner.Parent;

    IActorRefProvider IInternalActorRef.Provider => Inner.Provider;

    bool IInternalActorRef.IsTerminated => Inner.IsTerminated;

    bool IActorRefScope.IsLocal => Inner.IsLocal;

    private IInternalActorRef Inner => (IInternalActorRef)TestActor;

    /// <summary>Sends in the probe's name.</summary>
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);

    /// <summary>Answers the sender of the last message examined.</summary>
    /// <exception cref="IllegalActorStateException">No message was examined yet.</exception>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    /// <summary>Passes the last message examined on, in its sender's name.</summary>
    /// <exception cref="IllegalActorStateException">No message was examined yet.</exception>
    public void Forward(IActorRef actor) => actor.Tell(LastMessage!, Sender);

    /// <summary>Sends a message in the name of the last one's sender.</summary>
    /// <exception cref="IllegalActorStateException">No message was examined yet.</exception>
    public void Forward(IActorRef actor, object message) => actor.Tell(message, Sender);

    public void SendSystemMessage(ISystemMessage message) => Inner.SendSystemMessage(message);

    public void SendSystemMessage(ISystemMessage message, IActorRef? sender) => Inner.SendSystemMessage(message, sender);

    public int CompareTo(object? obj) => TestActor.CompareTo(obj);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => TestActor.CompareTo(other);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => TestActor.Equals(other);

    public override bool Equals(object? obj) => TestActor.Equals(obj);

    public override int GetHashCode() => TestActor.GetHashCode();

    public override string ToString() => TestActor.ToString()!;

    void ICanTell.Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => Inner.GetChild(name);

    void IInternalActorRef.Resume(Exception? causedByFailure) => Inner.Resume(causedByFailure);

    void IInternalActorRef.Start()
    {
        // The actor behind the probe runs from its making.
    }

    void IInternalActorRef.Stop() => Inner.Stop();

    void IInternalActorRef.Restart(Exception cause) => Inner.Restart(cause);

    void IInternalActorRef.Suspend() => Inner.Suspend();
}
