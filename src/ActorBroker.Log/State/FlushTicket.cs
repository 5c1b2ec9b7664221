using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.State;

/// <summary>
/// What one flush of one log has to bring to the disk. The log's owner makes it, any thread runs it, and the owner is then told with
/// <see cref="PartitionLog.CompleteFlush"/>; appends go on meanwhile.
/// </summary>
public sealed class FlushTicket
{
    private readonly LogContext _context;
    private readonly string _directory;
    private readonly List<(Segment? Owner, CachedFile File)> _files = [];
    private readonly List<(string Path, byte[] Content)> _replaced = [];
    private readonly List<string> _directories = [];

    internal FlushTicket(LogContext context, string directory, Offset upTo, int generation, bool isCheckpoint)
    {
        _context = context;
        _directory = directory;
        UpTo = upTo;
        Generation = generation;
        IsCheckpoint = isCheckpoint;
    }

    /// <summary>Once the flush is done, everything below this offset is durable.</summary>
    public Offset UpTo { get; }

    /// <summary>How often the log had been cut when the ticket was made.</summary>
    internal int Generation { get; }

    /// <summary>True when a snapshot of producer state belongs to the checkpoint.</summary>
    internal bool HasProducers { get; init; }

    /// <summary>The segments that took no more batches when the ticket was made.</summary>
    internal IReadOnlyList<Segment> Closed { get; init; } = [];

    /// <summary>True when indexes, epochs and producer state are flushed too, so that recovery can begin at <see cref="UpTo"/>.</summary>
    internal bool IsCheckpoint { get; }

    /// <summary>Flushes. Call it once, on any thread.</summary>
    /// <exception cref="LogDiskException">The disk failed: what was not durable before counts as lost.</exception>
    public void Run()
    {
        try
        {
            FlushAll();
        }
        catch (LogDiskException)
        {
            UnflushedMark.Leave(_context.Disk, _directory);
            throw;
        }
    }

    /// <summary>Flushes a file; if its segment is deleted meanwhile, there is nothing to flush.</summary>
    internal void Add(CachedFile file, Segment? owner) => _files.Add((owner, file));

    /// <summary>Replaces a small file.</summary>
    internal void Replace(string path, byte[] content) => _replaced.Add((path, content));

    /// <summary>Flushes a directory's names, last of all.</summary>
    internal void AddDirectory(string path) => _directories.Add(path);

    private void FlushAll()
    {
        _context.Journal.Flush();
        foreach (var (owner, file) in _files)
            Flush(owner, file);
        foreach (var (path, content) in _replaced)
            AtomicFile.Replace(_context.Disk, path, content);
        foreach (var directory in _directories)
            _context.Disk.FlushDirectory(directory);
    }

    private static void Flush(Segment? owner, CachedFile file)
    {
        if (owner is { IsDeleted: true } || !file.Exists)
            return;

        try
        {
            using var lease = file.Acquire();
            lease.File.Flush();
        }
        catch (LogDiskException exception) when (exception.Error == LogDiskError.NotFound && owner is { IsDeleted: true })
        {
            // The segment went between the look at it and the opening of its file.
        }
    }
}
