using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>
/// One directory of replicas' logs: its lock, its identity, the open files, the dirty journal, the checkpoint, and a short note of each
/// replica, from which logs are opened without a look at their files.
/// </summary>
/// <remarks>
/// <para>Threading: any thread. What concerns one log is called by that log's owner.</para>
/// <para>
/// A log is clean or dirty. It becomes dirty with its first change, which its owner's <see cref="PartitionLog"/> notes in the journal; it is
/// clean again once it is flushed to its end by a checkpoint flush and <see cref="Settle"/> was called. <see cref="Checkpoint"/> writes down
/// what was settled; <see cref="Stop"/> does so a last time and, when every log is clean, leaves the mark that makes the next start
/// believe all of it.
/// </para>
/// <para>
/// <b>Invariants:</b> one log object of a replica at a time. Whatever the checkpoint file says of a log that the journal does not name holds.
/// The mark of a clean stop is durably gone before anything changes.
/// </para>
/// </remarks>
public sealed class LogDirectory : IDisposable
{
    /// <summary>The name of the file that stands for the lock.</summary>
    public const string LockName = ".lock";

    private readonly Lock _checkpointing = new();
    private readonly ILogDisk _disk;
    private readonly IDisposable _lock;
    private readonly DirectoryJournal _journal;
    private readonly LogContext _context;
    private readonly ReplicaTable _replicas;

    private LogDirectory(
        ILogDisk disk, string path, IDisposable held, DirectoryIdentity identity, DirectoryInventory inventory, int openFilesMax)
    {
        _disk = disk;
        _lock = held;
        Path = path;
        Identity = identity;
        WasClean = inventory.WasClean;
        Strays = inventory.Strays;
        Unusable = inventory.Unusable;
        _replicas = new ReplicaTable(inventory.Replicas);
        _journal = new DirectoryJournal(disk, path, inventory.JournalGeneration);
        _context = new LogContext(new OpenFiles(disk, openFilesMax), _journal, path);
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Whose it is.</summary>
    public DirectoryIdentity Identity { get; }

    /// <summary>True when it was cleanly stopped before, so that no log needs a recovery unless its files are gone.</summary>
    public bool WasClean { get; }

    /// <summary>Names found in the directory that are nothing of ours; they are left alone.</summary>
    public IReadOnlyList<string> Strays { get; }

    /// <summary>
    /// Names of files at its top that should say how the logs are, and were found damaged or gone: the logs that they spoke of are recovered from their own
    /// files.
    /// </summary>
    public IReadOnlyList<string> Unusable { get; }

    /// <summary>The open files of all logs here.</summary>
    public OpenFiles Files => _context.Files;

    /// <summary>Why the directory takes no more changes: its journal could not be flushed. Null while nothing failed.</summary>
    public LogDiskException? Failure => _journal.Failure;

    /// <summary>How many logs may differ from the checkpoint: what a crash now would make the next start recover.</summary>
    public int DirtyCount => _journal.Count;

    /// <summary>How many replicas there are.</summary>
    public int ReplicaCount => _replicas.Count;

    /// <summary>The replicas, in no order.</summary>
    public IReadOnlyList<PartitionId> Replicas => _replicas.Find(_ => true);

    /// <summary>The replicas whose opening is a recovery, in no order.</summary>
    public IReadOnlyList<PartitionId> ReplicasToRecover => _replicas.Find(slot => slot.NeedsRecovery);

    /// <summary>Takes the directory for this broker, making it if need be. Reads names and small files; opens no log.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="path">The directory's path, without a slash at the end.</param>
    /// <param name="options">Whose it is to be.</param>
    /// <exception cref="LogDiskException">The disk failed, or somebody else has the directory (<see cref="LogDiskError.Locked"/>).</exception>
    /// <exception cref="DirectoryMismatchException">It is another cluster's or another broker's.</exception>
    /// <exception cref="DamagedIdentityException">Nobody can tell whose it is.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote one of its files.</exception>
    public static LogDirectory Open(ILogDisk disk, string path, LogDirectoryOptions options)
    {
        DirectoryTree.Make(disk, path);
        IDisposable held = disk.Lock($"{path}/{LockName}");
        try
        {
            var identity = Claim(disk, path, options);
            var inventory = DirectoryInventory.Take(disk, path, identity.Directory);
            var directory = new LogDirectory(disk, path, held, identity, inventory, options.OpenFilesMax);
            held = directory;
            if (!inventory.WasClean)
                directory.BeginAfterCrash(inventory);
            return directory;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The room of its file system; null where there is no telling.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public LogDiskSpace? MeasureSpace() => _disk.SpaceOf(Path);

    /// <summary>True when the replica is here.</summary>
    public bool Contains(PartitionId id) => _replicas.Contains(id);

    /// <summary>True when opening the replica is a recovery, which may take long.</summary>
    /// <param name="id">A replica that is here and not open.</param>
    public bool NeedsRecovery(PartitionId id) => _replicas.Closed(id).NeedsRecovery;

    /// <summary>
    /// Adds a replica without records, and opens its log. It has no files before its first record, and a crash before the next checkpoint or
    /// the first record forgets it.
    /// </summary>
    /// <param name="id">A partition that has no replica here.</param>
    /// <param name="options">How its log is kept.</param>
    public PartitionLog CreateLog(PartitionId id, Func<PartitionLogOptions> options)
    {
        var log = new PartitionLog(_context, ReplicaState.New(id), options);
        _replicas.Add(log);
        return log;
    }

    /// <summary>Opens a replica's log: at once when it is clean, by a recovery when not. Any number of replicas side by side.</summary>
    /// <param name="id">A replica that is here and not open.</param>
    /// <param name="options">How its log is kept.</param>
    /// <exception cref="LogDiskException">The disk failed in the recovery; it may be tried again.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote one of the log's files.</exception>
    public OpenedReplica OpenLog(PartitionId id, Func<PartitionLogOptions> options)
    {
        var slot = _replicas.Closed(id);
        var opened = slot.NeedsRecovery
            ? Recover(id, slot.Known, options)
            : new OpenedReplica(new PartitionLog(_context, slot.State!.Value, options), null);
        _replicas.Opened(slot, opened.Log);
        return opened;
    }

    /// <summary>
    /// Takes what the next checkpoint will say of a log: after a checkpoint flush of it completed, and whenever its owner likes. A log that is
    /// flushed to its end is clean from here on, until its next change.
    /// </summary>
    /// <param name="log">An open log of this directory; nothing is taken of one that failed.</param>
    public void Settle(PartitionLog log)
    {
        if (log.Failure is not null)
            return;

        Invariant.Holds(ReplicaCheckpointFile.IsPlausible(log.State), "a log's bounds are in order");
        if (log.IsDirty && log.State.RecoveryPoint == log.State.LogEnd)
            log.MarkClean();
        _replicas.Settle(log, _journal.Ticket);
    }

    /// <summary>Gives an open log back. One that is not clean will be recovered when it is opened again.</summary>
    /// <param name="log">An open log of this directory, without a flush under way; it is not used afterwards.</param>
    public void CloseLog(PartitionLog log)
    {
        Settle(log);
        log.Unload();
        _replicas.Release(log);
    }

    /// <summary>
    /// Deletes replicas: durably gone on return, though their files are removed by <see cref="Sweep"/>. Who leases bytes of them reads on.
    /// </summary>
    /// <param name="ids">Replicas that are here and not open.</param>
    /// <exception cref="LogDiskException">The disk failed; each of them is gone or still here, and a next start deletes what was noted.</exception>
    public void Delete(params IReadOnlyCollection<PartitionId> ids)
    {
        foreach (var id in ids)
        {
            _replicas.Closed(id);
            _journal.Note(id, DirtyNote.Deleted);
        }

        _journal.Flush();
        MoveAside(ids);
        _replicas.Remove(ids, _journal.Ticket);
    }

    /// <summary>Removes the files of one deleted replica. One thread at a time.</summary>
    /// <returns>False when there are none left.</returns>
    /// <exception cref="LogDiskException">The disk failed; what is left is removed by a later call.</exception>
    public bool Sweep()
    {
        foreach (var entry in _context.Disk.List(Path))
        {
            if (!entry.IsDirectory || !ReplicaName.IsDeleted(entry.Name))
                continue;

            DirectoryTree.Remove(_context.Disk, $"{Path}/{entry.Name}");
            return true;
        }

        return false;
    }

    /// <summary>
    /// Writes down what was settled, and lets the journal forget the logs that are clean; returns once that is durable. Costs some flushes,
    /// and time in proportion to the number of replicas; logs go on meanwhile.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed; a start finds the old checkpoint or the new one.</exception>
    public void Checkpoint() => WriteCheckpoint();

    /// <summary>
    /// Ends the use of the directory, whose logs are all closed: writes the checkpoint and, when every log is clean, the mark of a clean stop;
    /// then frees lock and files.
    /// </summary>
    /// <returns>True when the next start will find the directory clean.</returns>
    /// <exception cref="LogDiskException">The disk failed; the directory is freed, and the next start is one after a crash.</exception>
    public bool Stop()
    {
        try
        {
            Invariant.Holds(!_replicas.HasOpen, "logs are closed before their directory");
            if (WasClean && !_journal.HasBegun && !_replicas.IsChanged)
                return true;

            var checksum = WriteCheckpoint();
            if (!_replicas.IsClean || _journal.Count > 0)
                return false;

            CleanMark.Put(_context.Disk, Path, Identity.Directory, checksum);
            return true;
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Frees lock and files, and writes nothing: the next start is one after a crash, unless nothing was changed.</summary>
    public void Dispose()
    {
        _journal.Dispose();
        Files.Dispose();
        _lock.Dispose();
    }

    private static DirectoryIdentity Claim(ILogDisk disk, string path, LogDirectoryOptions options)
    {
        if (DirectoryIdentityFile.Load(disk, path) is { } found)
        {
            DirectoryIdentityFile.Verify(path, found, options.ClusterId, options.Broker);
            return found;
        }

        if (DirectoryInventory.IsInUse(disk, path))
            throw new DamagedIdentityException($"{path}/{DirectoryIdentityFile.Name}");

        var identity = new DirectoryIdentity(options.ClusterId, options.Broker, options.NewDirectoryId());
        DirectoryIdentityFile.Save(disk, path, identity);
        return identity;
    }

    private void BeginAfterCrash(DirectoryInventory inventory)
    {
        _journal.Begin(inventory.NotesToCarryOver());
        MoveAside(inventory.HalfDeleted);
        _replicas.Remove(inventory.Deleted, _journal.Ticket);
    }

    private OpenedReplica Recover(PartitionId id, ReplicaState? known, Func<PartitionLogOptions> options)
    {
        var (log, report) = PartitionLog.Recover(_context, id, known, options);

        // What the recovery kept counts as durable, so a crash from here on must find the log named.
        _journal.Note(id, log.State.LogStart, log.State.RecoveryPoint);
        _journal.Flush();
        return new OpenedReplica(log, report);
    }

    private uint WriteCheckpoint()
    {
        lock (_checkpointing)
        {
            _journal.Begin();
            var draft = _replicas.Draft();

            // A log that the draft shows in the middle of its changes must be durably named before the file is there to be believed.
            _journal.Flush();
            var checksum = ReplicaCheckpointFile.Save(_context.Disk, Path, draft.States);
            _journal.Rewrite(draft.Settlements);
            _replicas.Written(draft);
            return checksum;
        }
    }

    private void MoveAside(IReadOnlyCollection<PartitionId> ids)
    {
        foreach (var id in ids)
        {
            var directory = _context.DirectoryOf(id);
            if (_context.Disk.DirectoryExists(directory))
                _context.Disk.Rename(directory, $"{Path}/{ReplicaName.ForDeleted(_context.Disk, Path, id)}");
        }

        _context.Disk.FlushDirectory(Path);
    }
}
