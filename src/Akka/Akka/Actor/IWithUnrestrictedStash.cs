namespace Akka.Actor;

/// <summary>An actor with a stash that asks for no particular mailbox.</summary>
public interface IWithUnrestrictedStash : IActorStash;
