using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>A watcher that is no actor: it completes a task when its subject has stopped.</summary>
internal sealed class TerminationWatch : MinimalActorRef
{
    private readonly TaskCompletionSource<bool> _stopped;
    private readonly IInternalActorRef _subject;

    private TerminationWatch(IInternalActorRef subject)
    {
        _subject = subject;
        Provider = subject.Provider;
        Path = Provider.TempPath();
        _stopped = new TaskCompletionSource<bool>(((ActorSystemImpl)Provider.Settings.System).ContinuationOptions);
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    public Task<bool> Task => _stopped.Task;

    public static TerminationWatch Start(IInternalActorRef subject)
    {
        var watch = new TerminationWatch(subject);
        watch.Provider.RegisterTempActor(watch, watch.Path);
        subject.SendSystemMessage(new Watch(subject, watch));
        return watch;
    }

    public void Cancel()
    {
        if (!_stopped.TrySetCanceled())
            return;
        Provider.UnregisterTempActor(Path);
        _subject.SendSystemMessage(new Unwatch(_subject, this));
    }

    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is not DeathWatchNotification notification || !notification.Actor.Equals(_subject))
            return;
        Provider.UnregisterTempActor(Path);
        _stopped.TrySetResult(true);
    }
}
