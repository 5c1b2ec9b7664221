using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>What the runtime asks of a reference.</summary>
public interface IInternalActorRef : IActorRef, IActorRefScope
{
    IInternalActorRef Parent { get; }

    IActorRefProvider Provider { get; }

    bool IsTerminated { get; }

    /// <summary>The reference below this one by path elements; <c>..</c> is the parent, empty elements are skipped.</summary>
    IActorRef GetChild(IReadOnlyList<string> name);

    void Resume(Exception? causedByFailure = null);

    void Start();

    void Stop();

    void Restart(Exception cause);

    void Suspend();

    void SendSystemMessage(ISystemMessage message, IActorRef? sender);

    void SendSystemMessage(ISystemMessage message);
}
