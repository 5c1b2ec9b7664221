using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>
/// Makes the message queues of one mailbox configuration. A class named in HOCON by <c>mailbox-type</c> derives from this and has
/// a public constructor of the same two parameters.
/// </summary>
public abstract class MailboxType(Settings settings, Config config)
{
    protected readonly Settings Settings = settings;
    protected readonly Config Config = config;

    public abstract IMessageQueue Create(IActorRef owner, ActorSystem system);
}
