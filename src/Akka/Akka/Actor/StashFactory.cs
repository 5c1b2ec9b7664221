using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Makes the stash that an actor's class asks for.</summary>
public static class StashFactory
{
    public static IStash CreateStash<T>(this IActorContext context)
        where T : ActorBase => CreateStash(context, typeof(T));

    public static IStash CreateStash(this IActorContext context, IActorStash actorInstance) =>
        CreateStash(context, actorInstance.GetType());

    /// <exception cref="ArgumentException">The class implements none of the stash interfaces.</exception>
    public static IStash CreateStash(this IActorContext context, Type actorType)
    {
        if (typeof(IWithBoundedStash).IsAssignableFrom(actorType) || context.Props.Deploy.StashCapacity != Deploy.NoStashSize)
            return new BoundedStashImpl(context);
        return typeof(IActorStash).IsAssignableFrom(actorType)
            ? new UnboundedStashImpl(context)
            : throw new ArgumentException($"Actor {actorType} implements no stash interface", nameof(actorType));
    }
}
