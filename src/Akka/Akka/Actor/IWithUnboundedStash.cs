using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor with a stash without limit, on an unbounded deque-based mailbox.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash, IRequiresMessageQueue<IUnboundedDequeBasedMessageQueueSemantics>;
