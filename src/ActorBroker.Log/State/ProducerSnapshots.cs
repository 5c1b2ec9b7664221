using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.State;

/// <summary>The producer snapshots in a replica's directory.</summary>
internal static class ProducerSnapshots
{
    // Some 2.5 million producers of 100 bytes: above the bound on their number.
    private const int BytesMax = 256 * 1024 * 1024;

    /// <summary>
    /// Loads the newest sound snapshot at or below <paramref name="limit"/>, or makes the state empty at <paramref name="start"/> when there is none.
    /// </summary>
    public static void LoadNewest(ILogDisk disk, string directory, IReadOnlyList<Offset> snapshots, Offset start, Offset limit, ProducerStates producers)
    {
        for (var index = snapshots.Count - 1; index >= 0; index--)
        {
            var offset = snapshots[index];
            if (offset > limit || offset < start)
                continue;
            if (AtomicFile.Read(disk, PathOf(directory, offset), BytesMax, out var bytes) == StateFileCondition.Sound
                && producers.LoadSnapshot(bytes, offset) == StateFileCondition.Sound)
                return;
        }

        producers.Clear(start);
    }

    /// <summary>Writes the state as it is at <see cref="ProducerStates.NextOffset"/>; not durable before the file and the directory are flushed.</summary>
    /// <returns>The file's path.</returns>
    public static string Write(ILogDisk disk, string directory, ProducerStates producers)
    {
        var path = PathOf(directory, producers.NextOffset);
        using var file = disk.Open(path, LogFileMode.ExistingOrNew);
        file.SetLength(0);
        file.Write(0, producers.TakeSnapshot());
        return path;
    }

    /// <summary>Makes a snapshot's bytes durable; one that is missing is none to rely on.</summary>
    public static void Flush(ILogDisk disk, string path)
    {
        if (!disk.FileExists(path))
            return;

        using var file = disk.Open(path, LogFileMode.Existing);
        file.Flush();
    }

    /// <summary>The snapshot's file.</summary>
    public static string PathOf(string directory, Offset offset) => $"{directory}/{SegmentFileName.Of(offset, SegmentFileName.Snapshot)}";

    /// <summary>Removes all snapshots above <paramref name="limit"/>.</summary>
    public static void DeleteAbove(ILogDisk disk, string directory, Offset limit) => DeleteWhere(disk, directory, offset => offset > limit);

    /// <summary>Removes all snapshots below <paramref name="limit"/>.</summary>
    /// <returns>True when there was one; not durable before the directory is flushed.</returns>
    public static bool DeleteBelow(ILogDisk disk, string directory, Offset limit) =>
        DeleteWhere(disk, directory, offset => offset < limit);

    /// <summary>Removes all snapshots but the one at <paramref name="kept"/> and those that carry the base offset of a segment.</summary>
    /// <returns>What failed; null when nothing did.</returns>
    public static LogDiskException? TryDeleteStale(ILogDisk disk, string directory, Offset kept, List<Segment> segments)
    {
        try
        {
            DeleteWhere(disk, directory, offset => offset != kept && !segments.Exists(segment => segment.BaseOffset == offset));
            return null;
        }
        catch (LogDiskException exception)
        {
            return exception;
        }
    }

    private static bool DeleteWhere(ILogDisk disk, string directory, Predicate<Offset> isStale)
    {
        var deleted = false;
        foreach (var offset in SegmentListing.Of(disk, directory).Snapshots)
        {
            if (!isStale(offset))
                continue;

            disk.Delete(PathOf(directory, offset));
            deleted = true;
        }

        return deleted;
    }
}
