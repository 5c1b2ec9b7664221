namespace ActorBroker.Log.Disk;

/// <summary>
/// A disk in memory, for tests and simulation, that is as unkind as a real one: it keeps apart what was written and what was
/// flushed, can crash at any moment (see <see cref="DiskCrash"/>), and fails any call on demand. Deterministic: what is random
/// comes from the caller's seeds.
/// </summary>
/// <remarks>
/// <para>
/// After a power loss each sector of 512 bytes holds what was flushed or any of the bytes written to it since, and the length any
/// the file has had since, one independent of the other; where a length came without its bytes there are zeros, noise or what the
/// file held elsewhere. Names come, go and change in any order that agrees with what was done to each name; a rename is whole or
/// undone. Only <see cref="FlushDirectory"/> makes the name of a new file durable, and that of its directory, and so on up to
/// <c>/</c>.
/// </para>
/// <para>
/// Threading: any thread; calls are served one by one. A call costs about a microsecond, and each write copies the pages of 4
/// KiB it touches.
/// </para>
/// </remarks>
public sealed class MemoryDisk : ILogDisk
{
    /// <summary>How many files there may be before those that nothing leads to are looked for the first time.</summary>
    private const int SweptAtFirst = 64;

    private readonly Lock _gate = new();
    private readonly List<MemoryDiskState>? _history;
    private readonly Dictionary<long, int> _handles = [];
    private readonly HashSet<long> _locks = [];
    private MemoryDiskState _state;
    private long _operationCount;
    private int _sweptCount = SweptAtFirst;
    private bool _crashed;

    /// <summary>An empty disk, with the directory <c>/</c>.</summary>
    /// <param name="keepsHistory">Whether <see cref="CrashedAt"/> can go back to each change; the disk then forgets nothing.</param>
    public MemoryDisk(bool keepsHistory = false)
        : this(MemoryDiskState.Empty, keepsHistory)
    {
    }

    private MemoryDisk(MemoryDiskState state, bool keepsHistory)
    {
        _state = state;
        _history = keepsHistory ? [state] : null;
    }

    /// <summary>
    /// Asked before each call, under the disk's lock: null lets the call pass, a fault makes it fail (see <see cref="DiskFaults"/>).
    /// Null when no call shall fail. A disk that comes from a crash begins without.
    /// </summary>
    public Func<DiskOperation, DiskFault?>? Fault { get; set; }

    /// <summary>How many calls were made, those that failed included.</summary>
    public long OperationCount
    {
        get
        {
            lock (_gate)
                return _operationCount;
        }
    }

    /// <summary>
    /// How many calls changed something (wrote, flushed, named): the moments that <see cref="CrashedAt"/> can go back to.
    /// </summary>
    public int ChangeCount { get; private set; }

    /// <summary>
    /// Ends this disk: from now on all its calls, and those on its open files, fail. Returns the disk that is there after the
    /// restart: without locks or faults, with a history if this one has.
    /// </summary>
    /// <param name="crash">What happens to bytes and names that are not durable.</param>
    /// <param name="random">Decides what a power loss takes; a seed repeats it.</param>
    public MemoryDisk Crash(DiskCrash crash, Random random)
    {
        lock (_gate)
        {
            _crashed = true;
            return Restarted(_state, crash, random, _history is not null);
        }
    }

    /// <summary>
    /// The disk that would be there had a crash come right after the first <paramref name="change"/> changes; this disk goes on.
    /// Costs what was not durable then and a look at each file; bytes are shared.
    /// </summary>
    /// <param name="change">From 0 to <see cref="ChangeCount"/>; all but the last need the disk's history.</param>
    /// <param name="crash">What happens to bytes and names that are not durable.</param>
    /// <param name="random">Decides what a power loss takes; a seed repeats it.</param>
    public MemoryDisk CrashedAt(int change, DiskCrash crash, Random random)
    {
        MemoryDiskState state;
        lock (_gate)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(change, ChangeCount);
            ArgumentOutOfRangeException.ThrowIfLessThan(change, _history is null ? ChangeCount : 0);
            state = _history is null ? _state : _history[change];
        }

        return Restarted(state, crash, random, keepsHistory: false);
    }

    /// <inheritdoc />
    public ILogFile Open(string path, LogFileMode mode)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.Open, path);
            Change(MemoryNaming.Open(_state, path, mode, out var entry));
            _handles[entry.Id] = _handles.GetValueOrDefault(entry.Id) + 1;
            return new MemoryFile(this, entry.Id, path);
        }
    }

    /// <inheritdoc />
    public bool FileExists(string path) => Find(path) is { IsDirectory: false };

    /// <inheritdoc />
    public bool DirectoryExists(string path) => Find(path) is { IsDirectory: true };

    /// <inheritdoc />
    public IReadOnlyList<LogDiskEntry> List(string directory)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.List, directory);
            var entries = new List<LogDiskEntry>();
            foreach (var (name, entry) in _state.Names.Cached.Entries(MemoryNaming.FindDirectory(_state, directory, "list")))
                entries.Add(new LogDiskEntry(name, entry.IsDirectory, entry.IsDirectory ? 0 : _state.Files[entry.Id].Cached.Length));
            return entries;
        }
    }

    /// <inheritdoc />
    public void CreateDirectory(string path)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.CreateDirectory, path);
            Change(MemoryNaming.CreateDirectory(_state, path));
        }
    }

    /// <inheritdoc />
    public void Delete(string path)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.Delete, path);
            Change(MemoryNaming.Delete(_state, path));
        }
    }

    /// <inheritdoc />
    public void DeleteDirectory(string path)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.DeleteDirectory, path);
            Change(MemoryNaming.DeleteDirectory(_state, path));
        }
    }

    /// <inheritdoc />
    public void Rename(string source, string target)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.Rename, source);
            Change(MemoryNaming.Rename(_state, source, target));
        }
    }

    /// <inheritdoc />
    public void FlushDirectory(string path)
    {
        lock (_gate)
        {
            var fault = Begin(DiskOperationKind.FlushDirectory, path, 0, 0, out var operation);
            var directory = MemoryNaming.FindDirectory(_state, path, "flush directory");
            Change(_state.WithNames(fault is null
                ? _state.Names.Flush(directory)
                : _state.Names.FailFlush(directory, SeededBy(operation))));
            Fail(fault, operation);
        }
    }

    /// <inheritdoc />
    public LogDiskSpace? SpaceOf(string directory) => null;

    /// <inheritdoc />
    public IDisposable Lock(string path)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.Lock, path);
            Change(MemoryNaming.Open(_state, path, LogFileMode.ExistingOrNew, out var entry));
            if (!_locks.Add(entry.Id))
                throw new LogDiskException("lock", path, LogDiskError.Locked, "Another holder has it.");
            return new MemoryLock(this, entry.Id);
        }
    }

    internal long Length(MemoryFile file)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.Length, file.Path);
            return _state.Files[file.Id].Cached.Length;
        }
    }

    internal int Read(MemoryFile file, long position, Span<byte> destination)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.Read, file.Path, position, destination.Length);
            return _state.Files[file.Id].Cached.Read(position, destination);
        }
    }

    internal void Write(MemoryFile file, long position, ReadOnlySpan<byte> source)
    {
        lock (_gate)
        {
            var fault = Begin(DiskOperationKind.Write, file.Path, position, source.Length, out var operation);
            if (fault is not null)
                source = source[..(int)(source.Length * fault.WrittenShare)];
            if (!source.IsEmpty)
                Change(_state.WithFile(file.Id, _state.Files[file.Id].Write(position, source)));
            Fail(fault, operation);
        }
    }

    internal void SetLength(MemoryFile file, long length)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.SetLength, file.Path, length);
            Change(_state.WithFile(file.Id, _state.Files[file.Id].SetLength(length)));
        }
    }

    /// <summary>Reserved blocks cannot be seen; only the call can fail.</summary>
    internal void Preallocate(MemoryFile file, long length)
    {
        lock (_gate)
            Pass(DiskOperationKind.Preallocate, file.Path, length);
    }

    internal void Flush(MemoryFile file)
    {
        lock (_gate)
        {
            var fault = Begin(DiskOperationKind.Flush, file.Path, 0, 0, out var operation);
            var state = _state.Files[file.Id];
            Change(_state.WithFile(file.Id, fault is null
                ? state.Flush()
                : state.FailFlush(MemoryFileCrash.Lose(state, SeededBy(operation)))));
            Fail(fault, operation);
        }
    }

    internal void Close(MemoryFile file)
    {
        lock (_gate)
        {
            if (--_handles[file.Id] == 0)
                _handles.Remove(file.Id);
        }
    }

    internal void Unlock(long id)
    {
        lock (_gate)
            _locks.Remove(id);
    }

    private static MemoryDisk Restarted(MemoryDiskState state, DiskCrash crash, Random random, bool keepsHistory) =>
        new(crash == DiskCrash.PowerLoss ? state.Lose(random) : state, keepsHistory);

    private static Random SeededBy(DiskOperation operation) => new((int)operation.Index);

    private static void Fail(DiskFault? fault, DiskOperation operation)
    {
        if (fault is not null)
            throw new LogDiskException(operation.Verb, operation.Path, fault.Error, $"Made to fail (operation {operation.Index}).");
    }

    private MemoryEntry? Find(string path)
    {
        lock (_gate)
        {
            Pass(DiskOperationKind.Exists, path);
            return _state.Find(path);
        }
    }

    private void Pass(DiskOperationKind kind, string path, long position = 0, long bytes = 0) =>
        Fail(Begin(kind, path, position, bytes, out var operation), operation);

    private DiskFault? Begin(DiskOperationKind kind, string path, long position, long bytes, out DiskOperation operation)
    {
        operation = new DiskOperation(_operationCount++, kind, path, position, bytes);
        if (_crashed)
            throw new LogDiskException(operation.Verb, path, LogDiskError.Failed, "The disk crashed.");
        return Fault?.Invoke(operation);
    }

    private void Change(MemoryDiskState next)
    {
        if (ReferenceEquals(next, _state))
            return;
        if (next.Files.Count > 2 * _sweptCount)
        {
            next = next.Sweep(_handles.Keys);
            _sweptCount = Math.Max(next.Files.Count, SweptAtFirst);
        }

        _state = next;
        ChangeCount++;
        _history?.Add(next);
    }
}
