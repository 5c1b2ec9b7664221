using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>Tell <see cref="Watcher"/> when <see cref="Watchee"/> has stopped.</summary>
public class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watchee { get; } = watchee;

    public IInternalActorRef Watcher { get; } = watcher;

    public override string ToString() => $"<Watch>: {Watchee}";
}
