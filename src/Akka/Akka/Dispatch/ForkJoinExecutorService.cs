using System.Collections.Concurrent;
using System.Globalization;

namespace Akka.Dispatch;

/// <summary>
/// Threads of one dispatcher alone, all serving one queue, first in first out. A thread without work spins for some microseconds,
/// then sleeps until it is woken.
/// </summary>
internal sealed class ForkJoinExecutorService : ExecutorService
{
    private readonly ConcurrentQueue<IRunnable> _queue = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly int _threadCount;
    private int _sleeping;
    private int _shutDown;

    public ForkJoinExecutorService(string id, int threadCount)
        : base(id)
    {
        _threadCount = threadCount;
        for (var number = 1; number <= threadCount; number++)
        {
            var thread = new Thread(Work)
            {
                IsBackground = true,
                Name = string.Create(CultureInfo.InvariantCulture, $"{id}-{number}"),
            };
            thread.UnsafeStart();
        }
    }

    public override void Execute(IRunnable run)
    {
        if (Volatile.Read(ref _shutDown) != 0)
            throw new RejectedExecutionException($"Executor [{Id}] has shut down");
        _queue.Enqueue(run);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _sleeping) > 0)
            _wake.Release();
    }

    public override void Shutdown()
    {
        if (Interlocked.Exchange(ref _shutDown, 1) == 0)
            _wake.Release(_threadCount);
    }

    private void Work()
    {
        while (true)
        {
            if (TryTake(out var run))
                run.Run();
            else if (Volatile.Read(ref _shutDown) != 0)
                return;
            else
                Sleep();
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IRunnable? run)
    {
        var spinner = default(SpinWait);
        do
        {
            if (_queue.TryDequeue(out run))
                return true;
            spinner.SpinOnce(sleep1Threshold: -1);
        }
        while (spinner.Count < 20);

        return false;
    }

    private void Sleep()
    {
        Interlocked.Increment(ref _sleeping);
        // Work that came before the increment was seen woke nobody, so that the queue must be looked at once more.
        if (_queue.IsEmpty && Volatile.Read(ref _shutDown) == 0)
            _wake.Wait();
        Interlocked.Decrement(ref _sleeping);
    }
}
