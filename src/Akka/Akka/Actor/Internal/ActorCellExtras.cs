using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>What few actors need; it exists once one of them is used.</summary>
internal sealed class ActorCellExtras
{
    public TimeSpan? ReceiveTimeout { get; set; }

    public ICancelable? ReceiveTimeoutTimer { get; private set; }

    public Stack<Receive?>? Behaviours { get; set; }

    public ActorTaskScheduler? TaskScheduler { get; set; }

    /// <summary>True while a handler awaits a task; the message in hand is kept for what follows the await.</summary>
    public bool AwaitsTask { get; set; }

    /// <summary>What was in hand when the thread left the mailbox: an awaiting handler's message, or the one that the actor failed on.</summary>
    public Envelope LeftInHand { get; set; }

    /// <summary>True once the message in hand is in a stash. Not told by the message itself: one object may be sent many times.</summary>
    public bool HasStashedCurrent { get; set; }

    /// <summary>Who failed: this actor, or the child whose failure it escalated; null when nobody did.</summary>
    public IActorRef? Perpetrator { get; set; }

    /// <summary>True when the actor failed while it was being restarted, so that no instance is left.</summary>
    public bool FailedFatally { get; set; }

    public SupervisorStrategy? Strategy { get; set; }

    public Queue<SystemMessage> WaitingSystemMessages => WaitingSystemMessagesOrNull ??= new Queue<SystemMessage>();

    public Queue<SystemMessage>? WaitingSystemMessagesOrNull { get; private set; }

    public void BeginMessage(object message)
    {
        HasStashedCurrent = false;
        if (ReceiveTimeoutTimer is not null && message is not INotInfluenceReceiveTimeout)
            EndReceiveTimeout();
    }

    public void CheckReceiveTimeout(ActorCell cell, bool reschedule)
    {
        if (ReceiveTimeout is not { } timeout)
        {
            EndReceiveTimeout();
            return;
        }

        if (!reschedule && ReceiveTimeoutTimer is not null)
            return;
        EndReceiveTimeout();
        if (cell.Mailbox.HasMessages)
            return;
        ReceiveTimeoutTimer = cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, Akka.Actor.ReceiveTimeout.Instance, cell.Self);
    }

    public void EndReceiveTimeout()
    {
        ReceiveTimeoutTimer?.Cancel(false);
        ReceiveTimeoutTimer = null;
    }
}
