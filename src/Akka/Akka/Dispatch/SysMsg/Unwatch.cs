using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>Takes a <see cref="Watch"/> back.</summary>
public sealed class Unwatch : SystemMessage
{
    public Unwatch(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        Watchee = watchee;
        Watcher = watcher;
    }

    public IInternalActorRef Watchee { get; }

    public IInternalActorRef Watcher { get; }

    public override string ToString() => $"<Unwatch>: {Watchee}";
}
