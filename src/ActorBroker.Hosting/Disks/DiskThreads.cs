using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Disks;

/// <summary>Runs disk work on threads of its own, of which there are only so many, so that a slow disk holds up no actor.</summary>
/// <remarks>
/// Any thread. A thread is made when work comes and none is free, and stays. Work is taken in the order it came. How much of it can wait is
/// bounded by who asks: a log has one flush, a connection its credit.
/// </remarks>
internal sealed class DiskThreads : IDiskExecutor, IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<DiskWork> _waiting = [];
    private readonly List<Thread> _threads = [];
    private readonly int _threadsMax;
    private int _idle;
    private bool _isClosed;

    /// <param name="threadsMax">How many threads at most; 1 and up.</param>
    public DiskThreads(int threadsMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadsMax, 1);
        _threadsMax = threadsMax;
    }

    /// <summary>How many threads there are.</summary>
    public int ThreadCount
    {
        get
        {
            lock (_gate)
                return _threads.Count;
        }
    }

    /// <inheritdoc/>
    public void Execute(Action work, Action<Exception?> completed)
    {
        lock (_gate)
        {
            Invariant.Holds(!_isClosed, "disk work comes before its threads end");
            _waiting.Enqueue(new DiskWork(work, completed));
            if (_idle >= _waiting.Count)
                Monitor.Pulse(_gate);
            else if (_threads.Count < _threadsMax)
                AddThread();
        }
    }

    /// <summary>Lets the threads do what waits, and ends them; returns when they have ended. Not from one of them.</summary>
    public void Dispose()
    {
        Thread[] threads;
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
            threads = [.. _threads];
        }

        foreach (var thread in threads)
            thread.Join();
    }

    private void AddThread()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = $"disk {_threads.Count + 1}" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Run()
    {
        while (Take() is { } work)
            work.Run();
    }

    private DiskWork? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_waiting.TryDequeue(out var work))
                    return work;
                if (_isClosed)
                    return null;

                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }
        }
    }

    private sealed record DiskWork(Action Work, Action<Exception?> Completed)
    {
        public void Run()
        {
            Exception? failure = null;
            try
            {
                Work();
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            Completed(failure);
        }
    }
}
