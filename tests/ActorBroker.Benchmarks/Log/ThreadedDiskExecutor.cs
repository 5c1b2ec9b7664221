using System.Collections.Concurrent;
using ActorBroker.Log.Disk;

namespace ActorBroker.Benchmarks.Log;

/// <summary>Runs disk work on threads of its own, as the broker's dispatcher does.</summary>
internal sealed class ThreadedDiskExecutor : IDiskExecutor, IDisposable
{
    private readonly BlockingCollection<(Action Work, Action<Exception?> Completed)> _works = [];
    private readonly List<Thread> _threads;

    public ThreadedDiskExecutor(int threads)
    {
        _threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Loop))];
        _threads.ForEach(thread => thread.Start());
    }

    public void Execute(Action work, Action<Exception?> completed) => _works.Add((work, completed));

    public void Dispose()
    {
        _works.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _works.Dispose();
    }

    private void Loop()
    {
        foreach (var (work, completed) in _works.GetConsumingEnumerable())
            new SynchronousDiskExecutor().Execute(work, completed);
    }
}
