namespace Akka.Dispatch;

/// <summary>
/// A lock of four bytes for critical sections of a few instructions that call nothing. Not re-entrant.
/// A thread that finds it taken spins and soon gives its time slice away, so that a holder that lost its processor gets it back.
/// </summary>
internal struct SpinGate
{
    private int _taken;

    public void Enter()
    {
        if (Interlocked.CompareExchange(ref _taken, 1, 0) != 0)
            Wait();
    }

    public void Exit() => Volatile.Write(ref _taken, 0);

    /// <summary>
    /// Leaves, and makes what was written visible before anything that the caller reads next. A sender needs this: were its
    /// message still on the way when it reads "the mailbox is scheduled", the reader could go idle without having seen it.
    /// </summary>
    public void ExitWithFence() => Interlocked.Exchange(ref _taken, 0);

    private void Wait()
    {
        var spinner = default(SpinWait);
        do
        {
            spinner.SpinOnce(sleep1Threshold: -1);
        }
        while (Volatile.Read(ref _taken) != 0 || Interlocked.CompareExchange(ref _taken, 1, 0) != 0);
    }
}
