using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Stands above the root guardian. It is told when the guardian has stopped, and stops it when it fails.</summary>
public class RootGuardianSupervisor(
    RootActorPath root, IActorRefProvider provider, TaskCompletionSource<Status> terminationPromise, ILoggingAdapter log)
    : MinimalActorRef
{
    private readonly TaskCompletionSource<Status> _terminationPromise = terminationPromise;
    private readonly ILoggingAdapter _log = log;

    public override ActorPath Path { get; } = root / "_Root-guardian-supervisor";

    public override IActorRefProvider Provider { get; } = provider;

    /// <summary>Null unless the system ends because a guardian failed.</summary>
    public Exception? CauseOfTermination { get; private set; }

    public override void Stop() => Complete();

    public override void SendSystemMessage(ISystemMessage systemMessage)
    {
        switch (systemMessage)
        {
            case Failed failed:
                CauseOfTermination = failed.Cause;
                _log.Error(failed.Cause, "guardian {0} failed, shutting down!", failed.Child);
                ((IInternalActorRef)failed.Child).Stop();
                break;
            case DeathWatchNotification:
                Complete();
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef? sender) =>
        _log.Error("{0} received unexpected message [{1}]", this, message);

    private void Complete() =>
        _terminationPromise.TrySetResult(CauseOfTermination is null ? Status.Success.Instance : new Status.Failure(CauseOfTermination));
}
