using Akka.Actor;

namespace Akka.Event;

/// <summary>A logger without an actor, for the time before there are actors and after. It logs on the thread that publishes.</summary>
public abstract class MinimalLogger : MinimalActorRef
{
    /// <summary>A logger with a path of its own, outside any actor system.</summary>
    protected MinimalLogger() => Path = new RootActorPath(Address.AllSystems, "/" + Logging.SimpleName(this));

    /// <inheritdoc/>
    public sealed override ActorPath Path { get; }

    /// <summary>None: the logger belongs to no actor system.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public sealed override IActorRefProvider Provider => throw new NotSupportedException($"{Path} belongs to no actor system.");

    /// <inheritdoc/>
    protected sealed override void TellInternal(object message, IActorRef? sender) => Log(message);

    /// <summary>Logs a message, on the thread that published it.</summary>
    protected abstract void Log(object message);
}
