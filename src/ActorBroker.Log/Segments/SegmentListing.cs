using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Segments;

/// <summary>The files of a replica's directory, sorted by what they are. Reads names and lengths only.</summary>
internal sealed class SegmentListing
{
    private SegmentListing()
    {
    }

    /// <summary>Base offset and length of each <c>.log</c> file, in order of offsets; a length above 2^31-1 is given as that.</summary>
    public List<(Offset BaseOffset, int Bytes)> Logs { get; } = [];

    /// <summary>The offsets of the producer snapshots, in order.</summary>
    public List<Offset> Snapshots { get; } = [];

    /// <summary>Base offsets of logs that compaction finished, and which did not yet take their place.</summary>
    public List<Offset> Swaps { get; } = [];

    /// <summary>Files worth nothing after a crash, and files of segments that have no <c>.log</c>.</summary>
    public List<string> Leftovers { get; } = [];

    /// <summary>Lists a directory; one that does not exist holds nothing.</summary>
    public static SegmentListing Of(ILogDisk disk, string directory)
    {
        var listing = new SegmentListing();
        if (!disk.DirectoryExists(directory))
            return listing;

        var entries = disk.List(directory);
        foreach (var entry in entries)
        {
            if (!entry.IsDirectory)
                listing.Add(entry);
        }

        listing.AddOrphans(entries);
        return listing;
    }

    private void Add(LogDiskEntry entry)
    {
        if (entry.Name.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal))
            Leftovers.Add(entry.Name);
        if (!SegmentFileName.TryParse(entry.Name, out var parsed) || parsed is not { } name)
            return;

        if (name.Suffix == SegmentFileName.Swap && name.Kind == SegmentFileName.Log)
            Swaps.Add(name.BaseOffset);
        else if (name.Suffix.Length > 0)
            Leftovers.Add(entry.Name);
        else if (name.Kind == SegmentFileName.Log)
            Logs.Add((name.BaseOffset, (int)Math.Min(int.MaxValue, entry.Length)));
        else if (name.Kind == SegmentFileName.Snapshot)
            Snapshots.Add(name.BaseOffset);
    }

    private void AddOrphans(IReadOnlyList<LogDiskEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (SegmentFileName.TryParse(entry.Name, out var parsed) && parsed is { Suffix: "" } name
                && name.Kind is SegmentFileName.OffsetIndex or SegmentFileName.TimeIndex or SegmentFileName.TransactionIndex
                && !Logs.Exists(log => log.BaseOffset == name.BaseOffset))
                Leftovers.Add(entry.Name);
        }
    }
}
