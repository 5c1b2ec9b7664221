namespace Akka.Persistence;

/// <summary>
/// Calls a plugin and goes on when its task ends: at once if it has ended already, else on the thread that ends it. So a
/// plugin that a simulation drives stays on the simulation's thread.
/// </summary>
internal static class PluginCall
{
    public static void WhenEnded<T>(Func<Task<T>> call, Action<T> succeeded, Action<Exception> failed) =>
        WhenEnded(Begin(call), task => succeeded(((Task<T>)task).Result), failed);

    public static void WhenEnded(Func<Task> call, Action succeeded, Action<Exception> failed) =>
        WhenEnded(Begin(call), _ => succeeded(), failed);

    // A plugin that throws instead of giving a failed task means the same.
    private static Task Begin(Func<Task> call)
    {
        try
        {
            return call();
        }
        catch (Exception error)
        {
            return Task.FromException(error);
        }
    }

    private static void WhenEnded(Task task, Action<Task> succeeded, Action<Exception> failed)
    {
        if (task.IsCompleted)
            Continue(task, succeeded, failed);
        else
            task.ContinueWith(
                ended => Continue(ended, succeeded, failed), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static void Continue(Task task, Action<Task> succeeded, Action<Exception> failed)
    {
        if (task.IsCompletedSuccessfully)
            succeeded(task);
        else
            failed(task.Exception is { InnerExceptions: [var only] } ? only : task.Exception ?? (Exception)new TaskCanceledException(task));
    }
}
