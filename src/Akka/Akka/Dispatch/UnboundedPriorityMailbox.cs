using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>The base of mailboxes that hand out messages by priority; a subclass says which number a message has.</summary>
public abstract class UnboundedPriorityMailbox(Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<UnboundedPriorityMessageQueue>
{
    public const int DefaultCapacity = 11;

    public int InitialCapacity => DefaultCapacity;

    /// <summary>Lower numbers come first. Called once for each message, on the sender's thread, under the queue's lock.</summary>
    protected abstract int PriorityGenerator(object message);

    public sealed override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new UnboundedPriorityMessageQueue(PriorityGenerator, InitialCapacity);
}
