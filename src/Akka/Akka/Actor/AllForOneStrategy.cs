using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Acts on all children when one of them fails.</summary>
public class AllForOneStrategy : SupervisorStrategy, IEquatable<AllForOneStrategy>
{
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), localOnlyDecider)
    {
    }

    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider)
    {
    }

    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, Akka.Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    /// <param name="maxNrOfRetries">Restarts of each child within the time range, after which all are stopped; negative: no limit; 0: never restart.</param>
    /// <param name="withinTimeMilliseconds">Not positive: all time.</param>
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    public AllForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    protected AllForOneStrategy()
        : this(DefaultDecider)
    {
    }

    public int MaxNumberOfRetries { get; }

    public int WithinTimeRangeMilliseconds { get; }

    public override IDecider Decider { get; }

    public override void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children)
    {
    }

    public override void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        var permitted = restart && children.All(each => each.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds));
        foreach (var each in children)
        {
            if (permitted)
                RestartChild(each.Child, cause, suspendFirst: !child.Equals(each.Child));
            else
                context.Stop(each.Child);
        }
    }

    public bool Equals(AllForOneStrategy? other) =>
        other is not null && MaxNumberOfRetries == other.MaxNumberOfRetries
        && WithinTimeRangeMilliseconds == other.WithinTimeRangeMilliseconds && Equals(Decider, other.Decider);

    public override bool Equals(object? obj) => Equals(obj as AllForOneStrategy);

    public override int GetHashCode() => HashCode.Combine(MaxNumberOfRetries, WithinTimeRangeMilliseconds, Decider);

    protected override Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);
}
