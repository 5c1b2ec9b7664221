namespace ActorBroker.Log.Disk;

/// <summary>
/// A file that is opened when it is used and may be closed when it is not: a path, and an open handle of <see cref="OpenFiles"/>
/// while there is one.
/// </summary>
/// <remarks>Threading: any thread. While the file is closed the object holds its path and nothing else.</remarks>
/// <param name="owner">Bounds the open files.</param>
/// <param name="path">Where the file is; it need not exist.</param>
public sealed class CachedFile(OpenFiles owner, string path)
{
    private OpenFile? _handle;
    private int _generation;

    /// <summary>Where the file is.</summary>
    public string Path => path;

    /// <summary>True when a file of this path exists.</summary>
    public bool Exists => owner.Disk.FileExists(path);

    /// <summary>How often the file was closed; read and changed under the owner's lock.</summary>
    internal int Generation => _generation;

    /// <summary>
    /// Leases the open file, opening it if need be; the caller disposes the lease. Waits for no other lease: when all open files
    /// are leased, one more is opened. <see cref="LogFileMode.New"/> always goes to the disk.
    /// </summary>
    /// <exception cref="LogDiskException">As <see cref="ILogDisk.Open"/>.</exception>
    /// <exception cref="ObjectDisposedException">The owner is disposed.</exception>
    public FileLease Acquire(LogFileMode mode = LogFileMode.Existing) =>
        mode != LogFileMode.New && TryLease(out var lease) ? lease : owner.Open(this, mode);

    /// <summary>
    /// Forgets the open file: it is closed now or when its last lease ends, and the next <see cref="Acquire"/> opens the path anew.
    /// Call it before the path is deleted, renamed or replaced.
    /// </summary>
    public void Close() => owner.Forget(this);

    /// <summary>Leases the open file if there is one.</summary>
    internal bool TryLease(out FileLease lease)
    {
        var handle = Volatile.Read(ref _handle);
        var leased = handle is not null && handle.TryLease();
        lease = leased ? new FileLease(handle!) : default;
        return leased;
    }

    /// <summary>Makes this handle the open one and returns the one before. Under the owner's lock.</summary>
    internal OpenFile? Attach(OpenFile handle)
    {
        var replaced = _handle;
        Volatile.Write(ref _handle, handle);
        return replaced;
    }

    /// <summary>Lets this handle go if it is the open one. Under the owner's lock.</summary>
    internal void Detach(OpenFile handle)
    {
        if (ReferenceEquals(_handle, handle))
            Volatile.Write(ref _handle, null);
    }

    /// <summary>Lets the open handle go and returns it; handles now being opened will not be kept. Under the owner's lock.</summary>
    internal OpenFile? Forget()
    {
        _generation++;
        var handle = _handle;
        Volatile.Write(ref _handle, null);
        return handle;
    }
}
