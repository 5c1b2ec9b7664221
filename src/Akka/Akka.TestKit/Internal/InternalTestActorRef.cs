using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch;

namespace Akka.TestKit.Internal;

/// <summary>A reference whose actor can be looked at and called directly.</summary>
internal sealed class InternalTestActorRef : LocalActorRef
{
    private InternalTestActorRef(ActorSystemImpl system, Props props, PlacementInSystem placement, IInternalActorRef supervisor, ActorPath path)
        : base(system, props, placement.Dispatchers.Dispatcher(), placement.MailboxType, supervisor, path)
    {
    }

    /// <summary>
    /// The present instance. While there is none, because it is being made or restarted elsewhere, the call waits for the next.
    /// </summary>
    /// <exception cref="IllegalActorStateException">There is none, and none came within <c>akka.test.default-timeout</c>: the actor stopped, or could not be made.</exception>
    public object UnderlyingActor => Cell.Actor ?? NextInstance();

    /// <param name="supervisor">Null: the guardian of top-level actors.</param>
    /// <param name="name">Null: one is generated.</param>
    public static InternalTestActorRef Create(ActorSystem system, Props props, IActorRef? supervisor, string? name)
    {
        var impl = (ActorSystemImpl)system;
        if (props.Deploy.Dispatcher.Length == 0)
            props = props.WithDispatcher(CallingThreadDispatcher.Id);

        // A probe, or another test reference, stands for the actor of its path.
        var parent = (supervisor is null ? impl.Guardian : impl.Provider.ResolveActorRef(supervisor.Path)) as LocalActorRef
            ?? throw new ArgumentException($"The supervisor must be a living actor of this system, and is {supervisor}", nameof(supervisor));
        var placement = props.PlacementIn(impl);
        var path = new ChildActorPath(parent.Path, name ?? parent.Cell.NextChildName(), impl.NextUid());
        return (InternalTestActorRef)parent.Cell.Children.Adopt(new InternalTestActorRef(impl, props, placement, parent, path));
    }

    /// <summary>Has the actor handle a message now, past its mailbox. What it throws comes to the caller, and not to its supervisor.</summary>
    public void Receive(object message, IActorRef? sender)
    {
        _ = UnderlyingActor;
        ((TestActorCell)Cell).ReceiveNow(new Envelope(message, sender));
    }

    protected override ActorCell NewActorCell(
        ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef supervisor) =>
        new TestActorCell(system, self, props, dispatcher, supervisor);

    private object NextInstance()
    {
        try
        {
            return IsTerminated
                ? throw new IllegalActorStateException($"There is no instance of {this}: it has stopped")
                : this.Ask(GetInstance.Instance, TestKitExtension.For(Cell.System).DefaultTimeout).GetAwaiter().GetResult();
        }
        catch (AskTimeoutException)
        {
            throw new IllegalActorStateException($"There is no instance of {this}: it could not be made, or its supervisor decided to stop it");
        }
    }

    private sealed class TestActorCell(
        ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef parent)
        : ActorCell(system, self, props, dispatcher, parent)
    {
        public void ReceiveNow(Envelope envelope)
        {
            var interrupted = CurrentEnvelope;
            try
            {
                UseThreadContext(() =>
                {
                    CurrentEnvelope = envelope;
                    ReceiveMessage(envelope.Message);
                });
            }
            finally
            {
                CurrentEnvelope = interrupted;
            }
        }

        protected override void AutoReceiveMessage(Envelope envelope)
        {
            if (envelope.Message is GetInstance)
                Sender.Tell(Actor!, Self);
            else
                base.AutoReceiveMessage(envelope);
        }
    }

    private sealed class GetInstance : IAutoReceivedMessage, INoSerializationVerificationNeeded
    {
        public static readonly GetInstance Instance = new();
    }
}
