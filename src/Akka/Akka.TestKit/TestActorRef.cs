using Akka.Actor;

namespace Akka.TestKit;

/// <inheritdoc/>
public class TestActorRef<TActor> : TestActorRefBase<TActor>
    where TActor : ActorBase
{
    /// <inheritdoc cref="TestActorRefBase{TActor}(ActorSystem, Props, IActorRef, string)"/>
    public TestActorRef(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
        : base(system, actorProps, supervisor, name)
    {
    }
}
