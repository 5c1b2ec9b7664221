namespace ActorBroker.Server.Remote;

/// <summary>Tries again what may succeed a little later: after 50 ms, then each time after twice as long, up to 1 s, until the limit would be passed.</summary>
internal sealed class Retry(TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1);

    /// <summary>Gives the first result of an attempt.</summary>
    /// <exception cref="RemoteException">The last attempt's, when it is not retriable or the limit is near.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation = default)
    {
        var start = time.GetTimestamp();
        for (var pause = PauseMin; ; pause = pause * 2 < PauseMax ? pause * 2 : PauseMax)
        {
            try
            {
                return await attempt();
            }
            catch (RemoteException exception) when (exception.IsRetriable && time.GetElapsedTime(start) + pause < limit)
            {
                await PauseAsync(pause, cancellation);
            }
        }
    }

    /// <summary>Ends after so long.</summary>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public async Task PauseAsync(TimeSpan pause, CancellationToken cancellation = default)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = time.CreateTimer(_ => passed.TrySetResult(), null, pause, System.Threading.Timeout.InfiniteTimeSpan);
        await passed.Task.WaitAsync(cancellation);
    }
}
