using Akka.Actor;

namespace Akka.TestKit;

/// <inheritdoc/>
/// <inheritdoc cref="TestActorRefBase{TActor}(ActorSystem, Props, IActorRef, string)"/>
public class TestActorRef<TActor>(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
    : TestActorRefBase<TActor>(system, actorProps, supervisor, name)
    where TActor : ActorBase;
