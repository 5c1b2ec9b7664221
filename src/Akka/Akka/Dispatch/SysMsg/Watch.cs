using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>Tell <see cref="Watcher"/> when <see cref="Watchee"/> has stopped.</summary>
public class Watch : SystemMessage
{
    public Watch(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        Watchee = watchee;
        Watcher = watcher;
    }

    public IInternalActorRef Watchee { get; }

    public IInternalActorRef Watcher { get; }

    public override string ToString() => $"<Watch>: {Watchee}";
}
