using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor with a stash of <c>stash-capacity</c> messages, on a bounded deque-based mailbox.</summary>
public interface IWithBoundedStash : IWithUnrestrictedStash, IRequiresMessageQueue<IBoundedDequeBasedMessageQueueSemantics>;
