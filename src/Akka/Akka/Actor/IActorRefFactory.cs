namespace Akka.Actor;

/// <summary>Makes actors and looks them up.</summary>
public interface IActorRefFactory
{
    /// <param name="name">Null: a name that starts with <c>$</c> is generated.</param>
    /// <exception cref="InvalidActorNameException">The name is empty, not allowed in a path, or taken.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    ActorSelection ActorSelection(ActorPath actorPath);

    /// <param name="actorPath">Absolute, or relative to this factory; elements may hold the wildcards <c>*</c> and <c>?</c>.</param>
    ActorSelection ActorSelection(string actorPath);
}
