using System.Collections.Concurrent;

namespace ActorBroker.Benchmarks.Disk;

/// <summary>Threads that wait for work on files.</summary>
internal sealed class FlushWorkers : IDisposable
{
    private readonly BlockingCollection<Action> _works = [];
    private readonly Thread[] _threads;

    public FlushWorkers(int count)
    {
        _threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true };
            _threads[i].Start();
        }
    }

    /// <summary>Does the work for all files, side by side, and returns when all are done.</summary>
    public void ForAll(IReadOnlyList<DirtyFile> files, Action<DirtyFile> work)
    {
        using var left = new CountdownEvent(files.Count);
        foreach (var file in files)
        {
            _works.Add(() =>
            {
                work(file);
                left.Signal();
            });
        }

        left.Wait();
    }

    /// <summary>
    /// Does the work for all files so many times, each file by itself: none waits for another, and none is worked on twice at once.
    /// </summary>
    public void ForAllFreely(IReadOnlyList<DirtyFile> files, int times, Action<DirtyFile> work)
    {
        using var left = new CountdownEvent(files.Count * times);
        foreach (var file in files)
            Again(file, times);
        left.Wait();

        void Again(DirtyFile file, int times) => _works.Add(() =>
        {
            work(file);
            if (times > 1)
                Again(file, times - 1);
            left.Signal();
        });
    }

    public void Dispose()
    {
        _works.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        _works.Dispose();
    }

    private void Work()
    {
        foreach (var work in _works.GetConsumingEnumerable())
            work();
    }
}
