using System.Collections.Concurrent;
using ActorBroker.Hosting.Disks;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Tests.Disks;

public sealed class DiskThreadsTests
{
    [Fact]
    public void Work_runs_off_the_callers_thread_and_its_end_is_told()
    {
        using var threads = new DiskThreads(2);
        var told = new BlockingCollection<(int Thread, Exception? Failure)>();

        threads.Execute(() => { }, failure => told.Add((Environment.CurrentManagedThreadId, failure)));

        var (thread, failure) = told.Take();
        Assert.NotEqual(Environment.CurrentManagedThreadId, thread);
        Assert.Null(failure);
    }

    [Fact]
    public void What_work_throws_is_told_and_the_thread_goes_on()
    {
        using var threads = new DiskThreads(1);
        var told = new BlockingCollection<Exception?>();

        threads.Execute(() => throw new IOException("no"), told.Add);
        threads.Execute(() => { }, told.Add);

        Assert.Equal("no", Assert.IsType<IOException>(told.Take()).Message);
        Assert.Null(told.Take());
    }

    [Fact]
    public void As_many_works_run_at_once_as_there_may_be_threads_and_no_more()
    {
        using var threads = new DiskThreads(3);
        using var gate = new ManualResetEventSlim();
        using var running = new CountdownEvent(3);
        var late = 0;
        for (var i = 0; i < 3; i++)
        {
            threads.Execute(() => { running.Signal(); gate.Wait(); }, _ => { });
        }

        threads.Execute(() => Interlocked.Increment(ref late), _ => { });

        running.Wait();
        Assert.Equal(3, threads.ThreadCount);
        Assert.Equal(0, Volatile.Read(ref late));
        gate.Set();
    }

    [Fact]
    public void A_thread_that_is_free_is_used_again()
    {
        using var threads = new DiskThreads(8);
        using var done = new AutoResetEvent(false);
        threads.Execute(() => { }, _ => { });

        for (var i = 0; i < 100; i++)
        {
            threads.Execute(() => { }, _ => done.Set());
            done.WaitOne();
        }

        Assert.InRange(threads.ThreadCount, 1, 8);
    }

    [Fact]
    public void Disposal_lets_all_work_be_done_and_refuses_more()
    {
        var threads = new DiskThreads(2);
        var done = 0;
        for (var i = 0; i < 50; i++)
            threads.Execute(() => Interlocked.Increment(ref done), _ => { });

        threads.Dispose();

        Assert.Equal(50, done);
        Assert.Throws<InvariantException>(() => threads.Execute(() => { }, _ => { }));
    }
}
