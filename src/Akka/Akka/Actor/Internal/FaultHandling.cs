using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>
/// What happens when an actor, or a child of it, throws. The whole of it is here:
/// <list type="number">
/// <item>The actor throws: it suspends itself and its children and tells its parent (<see cref="HandleInvokeFailure"/>).</item>
/// <item>The parent's strategy decides (<see cref="HandleChildFailure"/>): resume, restart, stop, or escalate, which is to fail itself.</item>
/// <item>Resume: it goes on with the next message (<see cref="Resume"/>).</item>
/// <item>Restart: <c>PreRestart</c>, by default it stops the children; once those have stopped, a new instance and <c>PostRestart</c>
/// (<see cref="Recreate"/>). Mailbox, reference, watchers and what it watches stay.</item>
/// <item>Stop: no more messages; its children stop; once they have, <c>PostStop</c>, dead letters for the rest of the mailbox,
/// a notification to parent and watchers (<see cref="Terminate"/>).</item>
/// </list>
/// Suspensions are counted in the mailbox: every failure adds one, every resume or restart takes one away.
/// </summary>
internal static class FaultHandling
{
    /// <summary>Which system messages can be handled now; a higher state handles fewer.</summary>
    public static CellState StateOf(ActorCell cell) =>
        cell.ChildrenOrNull is { IsBlocking: true } ? CellState.WaitingForChildren
        : cell.Mailbox.IsSuspended ? CellState.Suspended
        : CellState.Running;

    /// <summary>True for what must wait until the actor is up again: failures of children, and while it waits for children, its own faults.</summary>
    public static bool MustWait(SystemMessage message, CellState state) => state switch
    {
        CellState.Suspended => message is Failed,
        CellState.WaitingForChildren => message is Failed or Dispatch.SysMsg.Recreate or Dispatch.SysMsg.Suspend or Dispatch.SysMsg.Resume,
        _ => false,
    };

    /// <summary>Makes the first instance. When its constructor or <c>PreStart</c> throws, the parent decides; by default it stops the actor.</summary>
    public static void Create(ActorCell cell)
    {
        cell.HasBegun = true;
        try
        {
            cell.Actor = cell.NewActor();
            cell.Actor.AroundPreStart();
            cell.CheckReceiveTimeout();
            Trace(cell, "started");
        }
        catch (Exception e)
        {
            Try(cell, () => ReleaseActor(cell));
            HandleInvokeFailure(
                cell, e as ActorInitializationException ?? new ActorInitializationException(cell.Self, $"Exception during creation: {e.Message}", e));
        }
    }

    /// <summary>The actor threw. A second failure before the first is decided adds nothing.</summary>
    public static void HandleInvokeFailure(ActorCell cell, Exception cause, IReadOnlyCollection<IActorRef>? childrenNotToSuspend = null)
    {
        var extras = cell.Extras;
        if (extras.Perpetrator is not null || cell.IsTerminated)
            return;
        try
        {
            EndTask(cell);
            cell.Mailbox.Suspend();
            var escalated = cell.CurrentMessage as Failed;
            extras.Perpetrator = escalated?.Child ?? cell.Self;
            SuspendChildren(cell, child => child.Equals(escalated?.Child) || childrenNotToSuspend?.Contains(child) == true);
            var reported = cause is ThreadInterruptedException ? new ActorInterruptedException("The actor's thread was interrupted", cause) : cause;
            cell.Parent.SendSystemMessage(new Failed(cell.Self, reported, cell.Self.Path.Uid));
        }
        catch (Exception e)
        {
            Report(cell, e, $"emergency stop: exception in failure handling for {cause.GetType().Name}: {cause.Message}");
            StopChildren(cell);
            FinishTerminate(cell);
        }
    }

    /// <summary>A child failed: the strategy acts, or the failure becomes this actor's own.</summary>
    public static void HandleChildFailure(ActorCell cell, Failed failed)
    {
        var interrupted = cell.CurrentEnvelope;
        cell.CurrentEnvelope = new Envelope(failed, failed.Child);
        var stats = cell.ChildrenOrNull?.FindStats(failed.Child);

        // A failure that was on its way while the child was stopped and replaced by another of the same name concerns nobody.
        if (stats is null || stats.Uid != failed.Uid)
            Trace(cell, $"dropping Failed({failed.Cause.GetType().Name}) from unknown or old child {failed.Child}");
        else if (!StrategyOf(cell).HandleFailure(cell, failed.Child, failed.Cause, stats, cell.Children.Stats()))
            HandleInvokeFailure(cell, failed.Cause);
        if (cell.ExtrasOrNull?.Perpetrator is null)
            cell.CurrentEnvelope = interrupted;
    }

    /// <summary>A child has stopped. It may be the last one that a restart or the actor's own end waited for.</summary>
    public static void HandleChildTerminated(ActorCell cell, IActorRef child)
    {
        var completed = cell.Children.Remove(child);
        if (cell.Actor is not null)
        {
            try
            {
                StrategyOf(cell).HandleChildTerminated(cell, child, cell.GetChildren());
            }
            catch (Exception e)
            {
                HandleInvokeFailure(cell, e);
            }
        }

        switch (completed)
        {
            case ChildrenWait.Recreation:
                FinishRecreate(cell, cell.Children.RecreationCause!);
                break;
            case ChildrenWait.Creation:
                FinishCreate(cell);
                break;
            case ChildrenWait.Termination:
                FinishTerminate(cell);
                break;
        }
    }

    public static void Suspend(ActorCell cell)
    {
        cell.Mailbox.Suspend();
        SuspendChildren(cell, _ => false);
    }

    /// <param name="causedByFailure">Null when the actor is resumed with its parent and not for a failure of its own.</param>
    public static void Resume(ActorCell cell, Exception? causedByFailure)
    {
        if (cell.Actor is null)
        {
            // It failed before there was an instance: there is nothing to resume.
            CreateAnew(cell);
            return;
        }

        if (causedByFailure is not null && cell.Extras.FailedFatally)
        {
            Recreate(cell, causedByFailure);
            return;
        }

        var perpetrator = cell.ExtrasOrNull?.Perpetrator;
        cell.Mailbox.Resume();
        if (causedByFailure is not null)
            ClearFailed(cell);
        foreach (var child in cell.GetChildren())
            child.Resume(child.Equals(perpetrator) ? causedByFailure : null);
    }

    public static void Recreate(ActorCell cell, Exception cause)
    {
        if (cell.Actor is null && cell.ExtrasOrNull is not { FailedFatally: true })
        {
            CreateAnew(cell);
        }
        else if (cell.IsNormal)
        {
            TakeDown(cell, cause);
            if (cell.ChildrenOrNull?.WaitFor(ChildrenWait.Recreation, cause) != true)
                FinishRecreate(cell, cause);
        }
        else
        {
            // It is stopping: only the count of suspensions must stay right.
            Resume(cell, null);
        }
    }

    public static void Terminate(ActorCell cell)
    {
        cell.ExtrasOrNull?.EndReceiveTimeout();
        cell.DeathWatchOrNull?.UnwatchAll();
        EndTask(cell);
        StopChildren(cell);
        var wasTerminating = cell.IsTerminating;
        if (cell.ChildrenOrNull?.WaitFor(ChildrenWait.Termination) != true)
        {
            cell.HasEnded = true;
            FinishTerminate(cell);
        }
        else if (!wasTerminating)
        {
            // No message is handled from here on, and a failure from here on is of no interest.
            cell.Mailbox.Suspend();
            cell.Extras.Perpetrator = cell.Self;
            Trace(cell, "stopping");
        }
    }

    private static void TakeDown(ActorCell cell, Exception cause)
    {
        var message = cell.CurrentMessage;
        try
        {
            if (cell.Actor is { } failed)
            {
                (failed as IWithTimers)?.Timers.CancelAll();
                failed.AroundPreRestart(cause, message);
            }
        }
        catch (Exception e)
        {
            Report(cell, new PreRestartException(cell.Self, e, cause, message), e.Message);
        }
        finally
        {
            ReleaseActor(cell);
        }
    }

    private static void FinishRecreate(ActorCell cell, Exception cause)
    {
        var survivors = cell.GetChildren().ToArray();
        try
        {
            cell.Mailbox.Resume();
            ClearFailed(cell);
            cell.Actor = cell.NewActor();
            cell.CurrentEnvelope = default;
            cell.Actor.AroundPostRestart(cause, null);
            Trace(cell, "restarted");
        }
        catch (Exception e)
        {
            ReleaseActor(cell);
            cell.Extras.FailedFatally = true;
            HandleInvokeFailure(cell, new PostRestartException(cell.Self, e, cause), survivors);
            return;
        }

        // Children that PreRestart left alive are restarted once their parent is up again.
        foreach (var child in survivors)
            child.Restart(cause);
    }

    private static void CreateAnew(ActorCell cell)
    {
        StopChildren(cell);
        if (cell.ChildrenOrNull?.WaitFor(ChildrenWait.Creation) != true)
            FinishCreate(cell);
    }

    private static void FinishCreate(ActorCell cell)
    {
        cell.Mailbox.Resume();
        ClearFailed(cell);
        Create(cell);
    }

    // Each step is taken whatever the one before it threw: a half-stopped actor would keep its parent waiting for ever.
    private static void FinishTerminate(ActorCell cell)
    {
        Try(cell, () =>
        {
            (cell.Actor as IWithTimers)?.Timers.CancelAll();
            cell.Actor?.AroundPostStop();
        });
        Try(cell, () => ReleaseActor(cell));
        Try(cell, () => cell.Dispatcher.Detach(cell));
        Try(cell, () => cell.Parent.SendSystemMessage(new DeathWatchNotification(cell.Self, existenceConfirmed: true, addressTerminated: false)));
        Try(cell, () => cell.DeathWatchOrNull?.TellWatchersWeDied());
        Try(cell, () => cell.DeathWatchOrNull?.UnwatchAll());
        cell.CurrentEnvelope = default;
        Trace(cell, "stopped");
    }

    // Its stash goes back to the mailbox: to the next incarnation, or to dead letters.
    private static void ReleaseActor(ActorCell cell)
    {
        if (cell.Actor is not { } actor)
            return;
        cell.Actor = null;
        if (cell.ExtrasOrNull is { } extras)
            extras.Strategy = null;
        (actor as IActorStash)?.Stash?.UnstashAll();
        cell.Props.Release(actor);
    }

    private static SupervisorStrategy StrategyOf(ActorCell cell) =>
        cell.Extras.Strategy ??= cell.Props.SupervisorStrategy ?? cell.Actor?.StrategyForChildren ?? SupervisorStrategy.DefaultStrategy;

    private static void ClearFailed(ActorCell cell)
    {
        if (cell.ExtrasOrNull is not { } extras)
            return;
        extras.Perpetrator = null;
        extras.FailedFatally = false;
    }

    // What the handler awaited will never be continued: its incarnation is over, or its failure is being decided.
    private static void EndTask(ActorCell cell)
    {
        if (cell.ExtrasOrNull is { AwaitsTask: true } extras)
            extras.TaskScheduler!.Abandon();
    }

    private static void SuspendChildren(ActorCell cell, Func<IActorRef, bool> except)
    {
        foreach (var child in cell.GetChildren())
        {
            if (!except(child))
                child.Suspend();
        }
    }

    private static void StopChildren(ActorCell cell)
    {
        foreach (var child in cell.GetChildren())
            cell.Stop(child);
    }

    private static void Try(ActorCell cell, Action step)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            Report(cell, e, e.Message);
        }
    }

    private static void Report(ActorCell cell, Exception e, string text) =>
        cell.Publish(new Error(e, cell.Self.Path.ToString(), cell.Actor?.GetType() ?? cell.Props.Type, text));

    private static void Trace(ActorCell cell, string text)
    {
        if (cell.SystemImpl.Settings.DebugLifecycle)
            cell.Publish(new Debug(cell.Self.Path.ToString(), cell.Actor?.GetType() ?? cell.Props.Type, text));
    }
}
