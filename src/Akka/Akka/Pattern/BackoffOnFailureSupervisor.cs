using Akka.Actor;

namespace Akka.Pattern;

/// <summary>
/// Where its decider says restart, stops the child instead and starts it again after a delay. A child that stops otherwise takes its
/// supervisor with it.
/// </summary>
internal sealed class BackoffOnFailureSupervisor(
    Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, IBackoffReset reset, double randomFactor, OneForOneStrategy strategy, object? replyWhileStopped, Func<object, bool>? finalStopMessage)
    : BackoffSupervisorBase(childProps, childName, minBackoff, maxBackoff, reset, randomFactor, replyWhileStopped, finalStopMessage)
{
    private readonly OneForOneStrategy _strategy = strategy;
    private bool _startsAgain;

    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated || !terminated.ActorRef.Equals(Child))
            return HandleBackoff(message);
        Child = null;
        if (FinalStopMessageReceived || !_startsAgain || !TryStartLater(_strategy.MaxNumberOfRetries))
            Context.Stop(Self);
        _startsAgain = false;
        return true;
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        var directive = _strategy.Decider.Decide(cause);
        if (directive != Directive.Restart)
            return directive;
        _startsAgain = true;
        return Directive.Stop;
    });
}
