namespace Akka.Actor.Internal;

/// <summary>A stash without limit.</summary>
public class UnboundedStashImpl(IActorContext context) : AbstractStash(context);
