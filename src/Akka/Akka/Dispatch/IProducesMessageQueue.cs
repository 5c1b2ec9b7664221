using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>Worn by a <see cref="MailboxType"/> that makes queues of <typeparamref name="TQueue"/>.</summary>
public interface IProducesMessageQueue<TQueue>
    where TQueue : IMessageQueue;
