namespace Akka.Dispatch;

/// <summary>
/// The process's thread pool. Work goes to the pool's common queue, first in first out: a thread's own queue is last in first out
/// and would let two actors that keep each other busy hold up all others behind them.
/// </summary>
internal sealed class ThreadPoolExecutorService(string id) : ExecutorService(id)
{
    public override void Execute(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);

    public override void Shutdown()
    {
    }
}
