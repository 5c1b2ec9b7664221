using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// A tree of actors with its own configuration, dispatchers, scheduler and event stream. Several may live in one process.
/// It must be ended by <see cref="Terminate"/>.
/// </summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    public abstract Settings Settings { get; }

    public abstract string Name { get; }

    public abstract Serialization.Serialization Serialization { get; }

    public abstract EventStream EventStream { get; }

    /// <summary>The reference of dead letters; also the sender of messages that have none.</summary>
    public abstract IActorRef DeadLetters { get; }

    public abstract IActorRef IgnoreRef { get; }

    public abstract Dispatchers Dispatchers { get; }

    public abstract Mailboxes Mailboxes { get; }

    public abstract IScheduler Scheduler { get; }

    public abstract ILoggingAdapter Log { get; }

    /// <summary>By the system's monotonic clock.</summary>
    public TimeSpan StartTime { get; private protected set; }

    public TimeSpan Uptime => Scheduler.MonotonicClock - StartTime;

    /// <summary>Ends when all actors have stopped and the scheduler and dispatchers have given their threads back.</summary>
    public abstract Task WhenTerminated { get; }

    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <exception cref="ArgumentException">The name is not of letters, digits and inner <c>-</c> and <c>_</c>.</exception>
    /// <exception cref="ConfigurationException">The configuration is wrong, or names a class that does not exist or cannot be made.</exception>
    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));

    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        var bootstrap = setup.Get<BootstrapSetup>();
        var config = bootstrap.HasValue && bootstrap.Value.Config.HasValue ? bootstrap.Value.Config.Value : ConfigurationFactory.Load();
        var system = new ActorSystemImpl(name, config, setup);
        system.Start();
        return system;
    }

    public abstract object RegisterExtension(IExtensionId extension);

    public abstract object GetExtension(IExtensionId extensionId);

    /// <summary>Null when the system has no such extension.</summary>
    public abstract T? GetExtension<T>()
        where T : class, IExtension;

    public abstract bool HasExtension(Type type);

    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    public abstract bool TryGetExtension(Type extensionType, out object? extension);

    public abstract bool TryGetExtension<T>(out T? extension)
        where T : class, IExtension;

    /// <summary>Runs when all actors have stopped, before <see cref="WhenTerminated"/> ends; the last registered runs first.</summary>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Stops all actors, the topmost last, and then the system.</summary>
    public abstract Task Terminate();

    /// <summary>Stops an actor once it has handled the message in hand; a top-level one through its guardian.</summary>
    public abstract void Stop(IActorRef actor);

    public abstract IActorRef ActorOf(Props props, string? name = null);

    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    public abstract ActorSelection ActorSelection(string actorPath);

    /// <summary>Begins to terminate, and does not wait for it.</summary>
    public void Dispose() => Terminate();
}
