using System.Diagnostics.CodeAnalysis;
using ActorBroker.Model;

namespace ActorBroker.Log.Disk;

/// <summary>
/// The open files of one disk, so many and no more: a <see cref="CachedFile"/> opens on demand, and the file used longest ago is
/// closed when there are too many.
/// </summary>
/// <remarks>
/// Threading: any thread. Using a file that is open takes no lock; opening and closing take one, but never while the disk works.
/// Opening costs O(<c>openMax</c>) when the bound is reached.
/// <b>Invariants:</b>
/// <list type="bullet">
/// <item>A leased file is never closed.</item>
/// <item>More than <c>openMax</c> files are open only while more than that are leased or about to be closed.</item>
/// </list>
/// </remarks>
public sealed class OpenFiles : IDisposable
{
    /// <summary>The bound when none is given.</summary>
    public const int OpenMaxDefault = 64;

    private readonly Lock _gate = new();
    private readonly List<OpenFile> _handles = [];
    private readonly int _openMax;
    private int _openCount;
    private long _uses;
    private bool _disposed;

    /// <param name="disk">Where files are opened.</param>
    /// <param name="openMax">How many files may be open while none of them is leased; at least 1.</param>
    public OpenFiles(ILogDisk disk, int openMax = OpenMaxDefault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(openMax, 1);
        Disk = disk;
        _openMax = openMax;
    }

    /// <summary>Where files are opened.</summary>
    public ILogDisk Disk { get; }

    /// <summary>How many files are open or being opened.</summary>
    public int OpenCount => Volatile.Read(ref _openCount);

    /// <summary>Closes all files; those leased when their last lease ends. No file can be opened afterwards.</summary>
    public void Dispose()
    {
        List<OpenFile> idle;
        lock (_gate)
        {
            _disposed = true;
            foreach (var handle in _handles)
                handle.Cached.Detach(handle);
            idle = _handles.FindAll(handle => handle.Retire());
        }

        foreach (var handle in idle)
            Close(handle);
    }

    /// <summary>
    /// Opens the file at its path and leases it; the handle becomes the file's own unless another thread was first, or closed the
    /// file meanwhile.
    /// </summary>
    internal FileLease Open(CachedFile file, LogFileMode mode)
    {
        var generation = Reserve(file);
        Shrink();

        ILogFile opened;
        try
        {
            opened = Disk.Open(file.Path, mode);
        }
        catch
        {
            lock (_gate)
                _openCount--;
            throw;
        }

        return Adopt(file, opened, mode, generation);
    }

    /// <summary>Lets a file's handle go: closed now, or when its last lease ends.</summary>
    internal void Forget(CachedFile file)
    {
        OpenFile? handle;
        lock (_gate)
        {
            handle = file.Forget();
            if (handle is null || !handle.Retire())
                return;
        }

        Close(handle);
    }

    /// <summary>Closes a retired file without leases; called once for each.</summary>
    internal void Close(OpenFile handle)
    {
        lock (_gate)
            Remove(handle);
        handle.File.Dispose();
    }

    /// <summary>Closes files without leases, those used longest ago first, until the bound holds or all are leased.</summary>
    internal void Shrink()
    {
        while (OpenCount > _openMax && TryEvict(out var victim))
            victim.File.Dispose();
    }

    /// <summary>
    /// A number that grows with every use. Threads that race may get the same one: the order of use is a hint, not a promise.
    /// </summary>
    internal long NextUse() => ++_uses;

    private int Reserve(CachedFile file)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _openCount++;
            return file.Generation;
        }
    }

    private FileLease Adopt(CachedFile file, ILogFile opened, LogFileMode mode, int generation)
    {
        ILogFile? surplus;
        FileLease lease;
        lock (_gate)
        {
            if (mode != LogFileMode.New && file.TryLease(out lease))
            {
                surplus = opened;
                _openCount--;
            }
            else
            {
                var handle = new OpenFile(this, file, opened);
                lease = new FileLease(handle);
                surplus = Add(handle, generation);
            }
        }

        surplus?.Dispose();
        return lease;
    }

    /// <summary>
    /// Makes the handle its file's own unless the file was closed meanwhile; returns the file of a handle this replaces, if it must
    /// be closed.
    /// </summary>
    private ILogFile? Add(OpenFile handle, int generation)
    {
        handle.Position = _handles.Count;
        _handles.Add(handle);
        if (_disposed || handle.Cached.Generation != generation)
        {
            handle.Retire();
            return null;
        }

        if (handle.Cached.Attach(handle) is not { } replaced || !replaced.Retire())
            return null;

        Remove(replaced);
        return replaced.File;
    }

    private bool TryEvict([NotNullWhen(true)] out OpenFile? victim)
    {
        lock (_gate)
        {
            do
            {
                victim = _openCount > _openMax ? LeastRecentlyUsed() : null;
                if (victim is null)
                    return false;
            }
            while (!victim.TryRetireIdle());

            victim.Cached.Detach(victim);
            Remove(victim);
            return true;
        }
    }

    private OpenFile? LeastRecentlyUsed()
    {
        OpenFile? least = null;
        foreach (var handle in _handles)
        {
            if (handle.IsIdle && (least is null || handle.LastUse < least.LastUse))
                least = handle;
        }

        return least;
    }

    private void Remove(OpenFile handle)
    {
        Invariant.Holds(ReferenceEquals(_handles[handle.Position], handle), "A handle is removed once.");
        var last = _handles[^1];
        _handles[handle.Position] = last;
        last.Position = handle.Position;
        _handles.RemoveAt(_handles.Count - 1);
        _openCount--;
    }
}
