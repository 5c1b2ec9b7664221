using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor with a stash on a deque-based mailbox.</summary>
public interface IWithStash : IWithUnrestrictedStash, IRequiresMessageQueue<IDequeBasedMessageQueueSemantics>;
