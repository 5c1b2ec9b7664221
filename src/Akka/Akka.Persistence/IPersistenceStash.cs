using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Something that stashes commands while it recovers or persists.</summary>
public interface IPersistenceStash : IWithUnboundedStash
{
    /// <summary>What happens when that stash is full, which only a stash with a capacity can be.</summary>
    IStashOverflowStrategy InternalStashOverflowStrategy { get; }
}
