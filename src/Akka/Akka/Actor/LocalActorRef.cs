using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The reference to an actor of this process.</summary>
public class LocalActorRef : ActorRefWithCell
{
    private readonly ActorCell _cell;

    public LocalActorRef(
        ActorSystemImpl system, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef supervisor, ActorPath path)
    {
        Path = path;
        _cell = MakeCell(system, props, dispatcher, supervisor);
        _cell.Init(mailboxType);
    }

    public override ActorPath Path { get; }

    public ActorCell Cell => _cell;

    public override ICell Underlying => _cell;

    public override IActorRefProvider Provider => _cell.SystemImpl.Provider;

    public override IInternalActorRef Parent => _cell.Parent;

    public override IEnumerable<IActorRef> Children => _cell.GetChildren();

    public override bool IsLocal => true;

    public override bool IsTerminated => _cell.IsTerminated;

    protected ActorSystem System => _cell.System;

    protected Props Props => _cell.Props;

    protected MessageDispatcher Dispatcher => _cell.Dispatcher;

    public override IInternalActorRef GetSingleChild(string name) => _cell.GetSingleChild(name);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        IInternalActorRef current = this;
        for (var at = 0; at < name.Count; at++)
        {
            if (current is not ActorRefWithCell withChildren)
                return current.GetChild([.. name.Skip(at)]);
            current = name[at] switch
            {
                "" => current,
                ".." => current.Parent,
                var child => withChildren.GetSingleChild(child),
            };
        }

        return current;
    }

    public override void Start() => _cell.Start();

    public override void Stop() => _cell.Stop();

    public override void Suspend() => _cell.Suspend();

    public override void Resume(Exception? causedByFailure = null) => _cell.Resume(causedByFailure);

    public override void Restart(Exception cause) => _cell.Restart(cause);

    public override void SendSystemMessage(ISystemMessage message) => _cell.SendSystemMessage(message);

    protected override void TellInternal(object message, IActorRef? sender) => _cell.SendMessage(new Envelope(message, sender));

    protected virtual ActorCell NewActorCell(
        ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef supervisor) =>
        new(system, self, props, dispatcher, supervisor);

    private ActorCell MakeCell(ActorSystemImpl system, Props props, MessageDispatcher dispatcher, IInternalActorRef supervisor) =>
        NewActorCell(system, this, props, dispatcher, supervisor);
}
