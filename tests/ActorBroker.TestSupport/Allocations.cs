namespace ActorBroker.TestSupport;

/// <summary>What code allocates.</summary>
public static class Allocations
{
    private const int Runs = 5;

    /// <summary>
    /// The least number of bytes that <paramref name="action"/> allocates on this thread, out of at most five runs. What the code itself needs, each
    /// run allocates; what one run allocates and another does not is a pool's: array pools are the process's, and empty themselves while other tests
    /// run.
    /// </summary>
    /// <param name="action">What is measured; it can be run again.</param>
    /// <param name="enough">A run that allocates no more than this, in bytes, is the last one.</param>
    public static long Least(Action action, long enough = 0)
    {
        var least = long.MaxValue;
        for (var run = 0; run < Runs && least > enough; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
