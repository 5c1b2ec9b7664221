using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

/// <summary>
/// Starts its child again, with a growing delay, whenever the child has stopped. Its failures are decided by the strategy;
/// one that restarts the child does so at once, without a delay.
/// </summary>
public sealed class BackoffSupervisor : BackoffSupervisorBase
{
    private readonly SupervisorStrategy _strategy;

    public BackoffSupervisor(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
        : this(childProps, childName, minBackoff, maxBackoff, new AutoReset(minBackoff), randomFactor, Akka.Actor.SupervisorStrategy.DefaultStrategy)
    {
    }

    public BackoffSupervisor(
        Props childProps,
        string childName,
        TimeSpan minBackoff,
        TimeSpan maxBackoff,
        IBackoffReset reset,
        double randomFactor,
        SupervisorStrategy strategy,
        object? replyWhileStopped = null,
        Func<object, bool>? finalStopMessage = null)
        : base(childProps, childName, minBackoff, maxBackoff, reset, randomFactor, replyWhileStopped, finalStopMessage) => _strategy = strategy;

    public static Props Props(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        Props(Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor));

    public static Props Props(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        Props(Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries));

    public static Props Props(BackoffOptions options) => options.Props;

    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated || !terminated.ActorRef.Equals(Child))
            return HandleBackoff(message);
        Child = null;
        var maxNrOfRetries = (_strategy as OneForOneStrategy)?.MaxNumberOfRetries ?? -1;
        if (FinalStopMessageReceived || !TryStartLater(maxNrOfRetries))
            Context.Stop(Self);
        return true;
    }

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;

    /// <summary>Asks for a <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        public static readonly GetCurrentChild Instance = new();

        private GetCurrentChild()
        {
        }
    }

    /// <summary>The child; <see cref="Nobody"/> while there is none.</summary>
    public sealed class CurrentChild(IActorRef @ref)
    {
        public IActorRef Ref { get; } = @ref;
    }

    /// <summary>From the child, when it works again: the delay starts from its minimum.</summary>
    public new sealed class Reset
    {
        public static readonly Reset Instance = new();

        private Reset()
        {
        }
    }

    /// <summary>Asks for a <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        public static readonly GetRestartCount Instance = new();

        private GetRestartCount()
        {
        }
    }

    /// <summary>Starts since the last reset.</summary>
    public sealed class RestartCount(int count)
    {
        public int Count { get; } = count;
    }

    /// <summary>The delay is over.</summary>
    public sealed class StartChild : IDeadLetterSuppression
    {
        public static readonly StartChild Instance = new();

        private StartChild()
        {
        }
    }

    /// <summary>The child that was started as this number has lived long enough.</summary>
    public sealed class ResetRestartCount(int current) : IDeadLetterSuppression
    {
        public int Current { get; } = current;
    }
}
