using Akka.Actor;
using Akka.Util;

namespace Akka.Pattern;

/// <summary>
/// What supervisors with back-off share: messages go through to the child, the child's messages go to the parent, and the child is
/// started again after a delay.
/// </summary>
public abstract class BackoffSupervisorBase : ActorBase
{
    private readonly TimeSpan _minBackoff;
    private readonly TimeSpan _maxBackoff;
    private readonly double _randomFactor;

    internal BackoffSupervisorBase(
        Props childProps,
        string childName,
        TimeSpan minBackoff,
        TimeSpan maxBackoff,
        IBackoffReset reset,
        double randomFactor,
        object? replyWhileStopped,
        Func<object, bool>? finalStopMessage)
    {
        ChildProps = childProps;
        ChildName = childName;
        Reset = reset;
        ReplyWhileStopped = replyWhileStopped;
        FinalStopMessage = finalStopMessage;
        _minBackoff = minBackoff;
        _maxBackoff = maxBackoff;
        _randomFactor = randomFactor;
    }

    protected Props ChildProps { get; }

    protected string ChildName { get; }

    protected IBackoffReset Reset { get; }

    protected object? ReplyWhileStopped { get; }

    protected Func<object, bool>? FinalStopMessage { get; }

    /// <summary>Null while there is none.</summary>
    protected IActorRef? Child { get; set; }

    /// <summary>Starts since the last reset.</summary>
    protected int RestartCountN { get; set; }

    protected bool FinalStopMessageReceived { get; set; }

    protected override void PreStart()
    {
        StartChild();
        base.PreStart();
    }

    /// <summary>Handles all messages but the end of the child.</summary>
    protected bool HandleBackoff(object message)
    {
        switch (message)
        {
            case BackoffSupervisor.StartChild:
                StartChild();
                break;
            case BackoffSupervisor.Reset when Reset is ManualReset:
                RestartCountN = 0;
                break;
            case BackoffSupervisor.Reset:
                Unhandled(message);
                break;
            case BackoffSupervisor.ResetRestartCount reset:
                if (reset.Current == RestartCountN)
                    RestartCountN = 0;
                break;
            case BackoffSupervisor.GetRestartCount:
                Sender.Tell(new BackoffSupervisor.RestartCount(RestartCountN), Self);
                break;
            case BackoffSupervisor.GetCurrentChild:
                Sender.Tell(new BackoffSupervisor.CurrentChild(Child ?? ActorRefs.Nobody), Self);
                break;
            default:
                PassOn(message);
                break;
        }

        return true;
    }

    /// <summary>Plans the next start; false when there were as many as allowed.</summary>
    private protected bool TryStartLater(int maxNrOfRetries)
    {
        if (maxNrOfRetries >= 0 && RestartCountN + 1 > maxNrOfRetries)
            return false;
        Context.System.Scheduler.ScheduleTellOnce(NextDelay(), Self, BackoffSupervisor.StartChild.Instance, Self);
        RestartCountN++;
        return true;
    }

    private TimeSpan NextDelay()
    {
        // Thirty doublings of a millisecond are twelve days; a shift beyond that would only overflow.
        var doubled = RestartCountN >= 30 ? double.MaxValue : _minBackoff.Ticks * (double)(1L << RestartCountN);
        var delay = Math.Min(_maxBackoff.Ticks, doubled);
        return TimeSpan.FromTicks((long)(delay * (1.0 + ThreadLocalRandom.Current.NextDouble() * _randomFactor)));
    }

    private void StartChild()
    {
        if (Child is not null)
            return;
        Child = Context.Watch(Context.ActorOf(ChildProps, ChildName));
        if (Reset is AutoReset auto)
        {
            Context.System.Scheduler.ScheduleTellOnce(
                auto.ResetBackoff, Self, new BackoffSupervisor.ResetRestartCount(RestartCountN), Self);
        }
    }

    private void PassOn(object message)
    {
        if (Child is not null && Child.Equals(Sender))
        {
            Context.Parent.Tell(message, Sender);
            return;
        }

        var ends = FinalStopMessage?.Invoke(message) == true;
        if (Child is not null)
        {
            FinalStopMessageReceived |= ends;
            Child.Forward(message);
            return;
        }

        if (ReplyWhileStopped is null)
            Context.System.DeadLetters.Forward(message);
        else
            Sender.Tell(ReplyWhileStopped, Self);
        if (ends)
            Context.Stop(Self);
    }
}
