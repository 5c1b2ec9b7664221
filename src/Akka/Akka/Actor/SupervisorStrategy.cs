using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>What an actor does about the failures of its children. Shared by all that name it: it holds no state of its own.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>
    /// Stops what could not be created, was killed, or lost whom it watched; restarts on anything else
    /// (the official documentation, "Fault tolerance": default decider).
    /// </summary>
    public static IDecider DefaultDecider = Akka.Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    /// <summary>One for one, by the <see cref="DefaultDecider"/>, without limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Stops whatever fails.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    public abstract IDecider Decider { get; }

    protected bool LoggingEnabled { get; set; } = true;

    /// <summary>Acts on the failure of a child; false: it must be escalated.</summary>
    public bool HandleFailure(
        ActorCell actorCell, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        var directive = Handle(child, cause);
        if (LoggingEnabled)
            LogFailure(actorCell, child, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                ResumeChild(child, cause);
                return true;
            default:
                ProcessFailure(actorCell, directive == Directive.Restart, child, cause, stats, children);
                return true;
        }
    }

    /// <summary>A child has stopped; <paramref name="children"/> are those that are left.</summary>
    public abstract void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children);

    /// <summary>Restarts or stops whom the strategy concerns.</summary>
    /// <param name="restart">False: stop.</param>
    public abstract void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children);

    protected abstract Directive Handle(IActorRef child, Exception exception);

    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (directive == Directive.Escalate)
            return;
        var text = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        var source = child.Path.ToString();
        LogEvent report = directive == Directive.Resume
            ? new Warning(source, GetType(), text)
            : new Error(cause, source, GetType(), text);
        context.System.EventStream.Publish(report);
    }

    protected void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var reference = (IInternalActorRef)child;
        if (suspendFirst)
            reference.Suspend();
        reference.Restart(cause);
    }

    protected void ResumeChild(IActorRef child, Exception exception) => ((IInternalActorRef)child).Resume(exception);

    private protected static int Milliseconds(TimeSpan? range) =>
        range is { } given && given != Timeout.InfiniteTimeSpan ? (int)Math.Min(given.TotalMilliseconds, int.MaxValue) : Timeout.Infinite;
}
