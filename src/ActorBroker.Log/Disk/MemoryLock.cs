namespace ActorBroker.Log.Disk;

/// <summary>A held lock of a <see cref="MemoryDisk"/>.</summary>
internal sealed class MemoryLock(MemoryDisk disk, long id) : IDisposable
{
    private bool _released;

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _released, true))
            disk.Unlock(id);
    }
}
