using ActorBroker.Model;

namespace ActorBroker.Log.Disk;

/// <summary>An open file of <see cref="OpenFiles"/> and who leases it. It begins with one lease.</summary>
/// <remarks>
/// The state is one number: the leases, and a flag for "retired", after which there is no new lease and the last one to end closes
/// the file.
/// </remarks>
internal sealed class OpenFile(OpenFiles files, CachedFile cached, ILogFile file)
{
    private const int Retired = 1 << 30;
    private const int Underflow = 1 << 29;

    private int _state = 1;
    private long _lastUse = files.NextUse();

    public CachedFile Cached => cached;

    public ILogFile File => file;

    /// <summary>When the file was last leased, as a number that grows.</summary>
    public long LastUse => Volatile.Read(ref _lastUse);

    /// <summary>Open, and not leased.</summary>
    public bool IsIdle => Volatile.Read(ref _state) == 0;

    /// <summary>The place in the list of open files, which alone reads and sets it.</summary>
    public int Position { get; set; }

    /// <summary>Takes a lease unless the file is retired.</summary>
    public bool TryLease()
    {
        var state = Volatile.Read(ref _state);
        while ((state & Retired) == 0)
        {
            var seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state)
            {
                Volatile.Write(ref _lastUse, files.NextUse());
                return true;
            }

            state = seen;
        }

        return false;
    }

    /// <summary>Ends a lease. The last one of a retired file closes it.</summary>
    public void Release()
    {
        var state = Interlocked.Decrement(ref _state);
        Invariant.Holds((state & Underflow) == 0, "A lease ends once.");
        if (state == Retired)
            files.Close(this);
        else if (state == 0)
            files.Shrink();
    }

    /// <summary>Allows no further lease; true when the caller must close the file, as no lease is left to do it.</summary>
    public bool Retire() => Interlocked.Or(ref _state, Retired) == 0;

    /// <summary>Retires the file if it is idle; then the caller must close it.</summary>
    public bool TryRetireIdle() => Interlocked.CompareExchange(ref _state, Retired, 0) == 0;
}
