using Akka.Actor.Internal;
using Akka.Serialization;

namespace Akka.Actor;

/// <summary>Makes and finds the references of a system; the class named in <c>akka.actor.provider</c>.</summary>
public interface IActorRefProvider
{
    /// <summary>Above <c>/user</c> and <c>/system</c>.</summary>
    IInternalActorRef RootGuardian { get; }

    LocalActorRef Guardian { get; }

    LocalActorRef SystemGuardian { get; }

    IActorRef DeadLetters { get; }

    /// <summary>Swallows what is sent to it without a dead letter.</summary>
    IActorRef IgnoreRef { get; }

    ActorPath RootPath { get; }

    Settings Settings { get; }

    Deployer Deployer { get; }

    IInternalActorRef TempContainer { get; }

    /// <summary>Ends when the root guardian has stopped.</summary>
    Task TerminationTask { get; }

    /// <summary>Under which this system is known to others; without a host when it is known to none.</summary>
    Address DefaultAddress { get; }

    Information SerializationInformation { get; }

    IActorRef RootGuardianAt(Address address);

    /// <summary>Makes the guardians; called once, when the system is far enough.</summary>
    void Init(ActorSystemImpl system);

    /// <summary>A fresh path below <c>/temp</c>.</summary>
    ActorPath TempPath();

    void RegisterTempActor(IInternalActorRef actorRef, ActorPath path);

    void UnregisterTempActor(ActorPath path);

    FutureActorRef<T> CreateFutureRef<T>(TaskCompletionSource<T> tcs);

    /// <summary>Makes an actor and does not start it.</summary>
    IInternalActorRef ActorOf(
        ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path, bool systemService, Deploy? deploy, bool lookupDeploy, bool async);

    /// <summary>A reference to the actor of this path: an empty one, which leads to dead letters, when there is none.</summary>
    IActorRef ResolveActorRef(string path);

    IActorRef ResolveActorRef(ActorPath actorPath);

    /// <summary>How this system looks from an address; null when it cannot be seen from there.</summary>
    Address? GetExternalAddressFor(Address address);
}
