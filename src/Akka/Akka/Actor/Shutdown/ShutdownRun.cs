using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Runs the phases of a shutdown one after another, the tasks of a phase side by side. It has no thread: it goes on where
/// the last task of a phase ends, or on the scheduler when the phase's time is over, so that a simulation can drive it.
/// </summary>
internal sealed class ShutdownRun(
    IEnumerable<ShutdownPhase> phases,
    Func<ShutdownPhase, IReadOnlyList<ShutdownTask>> tasksOf,
    IScheduler scheduler,
    ILoggingAdapter log)
{
    private readonly Queue<ShutdownPhase> _phases = new(phases);
    private readonly TaskCompletionSource<Done> _finished = new();

    /// <summary>Ends after the last phase, or fails with the error of a phase that does not recover.</summary>
    public Task<Done> Finished => _finished.Task;

    public void RunNextPhase()
    {
        while (_phases.TryDequeue(out var phase))
        {
            var tasks = tasksOf(phase);
            if (tasks.Count == 0)
                continue;

            log.Debug("Performing phase [{0}] with [{1}] tasks: [{2}]", phase.Name, tasks.Count, string.Join(", ", tasks.Select(task => task.Name)));
            Run(phase, tasks).ContinueWith(
                phaseRun => Continue(phase, phaseRun), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return;
        }

        _finished.TrySetResult(Done.Instance);
    }

    private void Continue(ShutdownPhase phase, Task<Done> phaseRun)
    {
        if (phaseRun.IsCompletedSuccessfully || phase.IsRecovering)
            RunNextPhase();
        else
            _finished.TrySetException(phaseRun.Exception!.InnerExceptions);
    }

    // Ends when all tasks have ended, or fails when the phase's time is over.
    private Task<Done> Run(ShutdownPhase phase, IReadOnlyList<ShutdownTask> tasks)
    {
        var ended = new TaskCompletionSource<Done>();
        var timer = Limit(phase, ended);
        Task.WhenAll(tasks.Select(task => Run(phase, task))).ContinueWith(
            all =>
            {
                timer?.Cancel();
                if (all.IsFaulted)
                    ended.TrySetException(all.Exception.InnerExceptions);
                else if (all.IsCanceled)
                    ended.TrySetCanceled();
                else
                    ended.TrySetResult(Done.Instance);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return ended.Task;
    }

    private ICancelable? Limit(ShutdownPhase phase, TaskCompletionSource<Done> ended)
    {
        try
        {
            return scheduler.Advanced.ScheduleOnceCancelable(phase.Timeout, () => TimeOut(phase, ended));
        }
        catch (SchedulerException)
        {
            // The phase comes behind the end of the system, and of its scheduler: it takes the time that it takes.
            return null;
        }
    }

    private void TimeOut(ShutdownPhase phase, TaskCompletionSource<Done> ended)
    {
        if (ended.TrySetException(new TimeoutException($"The phase '{phase.Name}' of the coordinated shutdown did not end within {phase.Timeout}.")))
            log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", phase.Name, phase.Timeout);
    }

    private Task<Done> Run(ShutdownPhase phase, ShutdownTask task)
    {
        Task<Done> run;
        try
        {
            run = task.Start();
        }
        catch (Exception error)
        {
            run = Task.FromException<Done>(error);
        }

        return run.ContinueWith(
            ended =>
            {
                if (!ended.IsCompletedSuccessfully)
                    log.Warning(ended.Exception, "Task [{0}] failed in phase [{1}]", task.Name, phase.Name);
                return ended;
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default).Unwrap();
    }
}
