using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The running part of an actor, as its reference sees it.</summary>
public interface ICell
{
    ActorSystem System { get; }

    ActorSystemImpl SystemImpl { get; }

    IActorRef Self { get; }

    IInternalActorRef Parent { get; }

    Props Props { get; }

    bool IsTerminated { get; }

    bool HasMessages { get; }

    int NumberOfMessages { get; }

    IEnumerable<IInternalActorRef> GetChildren();

    /// <summary>The child of this name; <see cref="Nobody"/> when there is none.</summary>
    IInternalActorRef GetSingleChild(string name);

    void Start();

    void Stop();

    void Suspend();

    void Resume(Exception? causedByFailure);

    void Restart(Exception cause);

    void SendMessage(IActorRef? sender, object message);

    void SendSystemMessage(ISystemMessage message);
}
