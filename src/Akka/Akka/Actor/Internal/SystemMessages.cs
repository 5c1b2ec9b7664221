using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>What an actor does with the messages of the runtime, which go before those of users.</summary>
internal static class SystemMessages
{
    /// <summary>Handles one system message, or puts it aside while the actor is in no state to handle it.</summary>
    public static void Invoke(ActorCell cell, SystemMessage message)
    {
        var stateBefore = FaultHandling.StateOf(cell);
        if (FaultHandling.MustWait(message, stateBefore))
        {
            cell.Extras.WaitingSystemMessages.Enqueue(message);
            return;
        }

        try
        {
            Handle(cell, message);
        }
        catch (Exception e)
        {
            FaultHandling.HandleInvokeFailure(cell, e);
        }

        if (cell.ExtrasOrNull?.WaitingSystemMessagesOrNull is { Count: > 0 } waiting && FaultHandling.StateOf(cell) < stateBefore)
        {
            for (var left = waiting.Count; left > 0; left--)
                Invoke(cell, waiting.Dequeue());
        }
    }

    private static void Handle(ActorCell cell, SystemMessage message)
    {
        switch (message)
        {
            case ActorTask task:
                task.Owner?.Execute(task.Task);
                break;
            case Watch watch:
                cell.DeathWatch.AddWatcher(watch.Watchee, watch.Watcher);
                break;
            case Unwatch unwatch:
                cell.DeathWatch.RemoveWatcher(unwatch.Watchee, unwatch.Watcher);
                break;
            case DeathWatchNotification dead:
                cell.DeathWatch.WatchedActorTerminated(dead.Actor, dead.ExistenceConfirmed, dead.AddressTerminated);
                break;
            case Failed failed:
                FaultHandling.HandleChildFailure(cell, failed);
                break;
            case Suspend:
                FaultHandling.Suspend(cell);
                break;
            case Resume resume:
                FaultHandling.Resume(cell, resume.CausedByFailure);
                break;
            case Recreate recreate:
                FaultHandling.Recreate(cell, recreate.Cause);
                break;
            case Terminate:
                FaultHandling.Terminate(cell);
                break;
        }
    }
}
