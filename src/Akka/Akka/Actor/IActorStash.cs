namespace Akka.Actor;

/// <summary>An actor that can put messages aside; the stash is set before the constructor of the actor returns to its creator.</summary>
public interface IActorStash
{
    IStash Stash { get; set; }
}
