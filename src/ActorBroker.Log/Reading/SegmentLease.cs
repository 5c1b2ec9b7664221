using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Reading;

/// <summary>A segment's open file, counted at the content's gate. Owned once; disposing it twice does no harm.</summary>
internal struct SegmentLease : IDisposable
{
    private LeaseGate? _gate;
    private FileLease _lease;

    /// <summary>The file.</summary>
    public readonly ILogFile File => _lease.File;

    /// <summary>Passes the gate and opens the file.</summary>
    /// <exception cref="SupersededException">The gate is closed.</exception>
    /// <exception cref="LogDiskException">The file cannot be opened.</exception>
    public static SegmentLease Of(LeaseGate gate, CachedFile file)
    {
        if (!gate.TryEnter())
            throw new SupersededException();

        var lease = new SegmentLease { _gate = gate };
        try
        {
            lease._lease = file.Acquire();

            // A gate that was closed between the two: the file may be the one that took the old one's place.
            return gate.IsClosed ? throw new SupersededException() : lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _lease.Dispose();
        _gate?.Exit();
        _gate = null;
    }
}
