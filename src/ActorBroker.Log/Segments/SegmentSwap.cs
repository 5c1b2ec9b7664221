using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Segments;

/// <summary>
/// Puts a compacted <c>.log</c> in the place of the segments that it was made from. The file is complete and durable under the suffix
/// <see cref="SegmentFileName.Swap"/> before the first of those goes, so a crash in between loses nothing: the next start goes on here.
/// </summary>
/// <remarks>
/// Names may reach the disk in any order, so what would mislead goes first and for good: a segment that lies inside the new one, and an old index of
/// aborted transactions, of which the new segment has none. The journal names the log before the first step, so that the next start does look.
/// </remarks>
internal static class SegmentSwap
{
    /// <summary>Gives a finished file the suffix that makes the next start go on with it; durable on return.</summary>
    /// <exception cref="LogDiskException">The disk failed; the next start may go on.</exception>
    public static void Announce(ILogDisk disk, string directory, Offset baseOffset)
    {
        var path = PathOf(directory, baseOffset, SegmentFileName.Log);
        disk.Rename(path + SegmentFileName.Cleaned, path + SegmentFileName.Swap);
        disk.FlushDirectory(directory);
    }

    /// <summary>Finishes what a crash interrupted.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static void FinishAll(ILogDisk disk, string directory)
    {
        var listing = SegmentListing.Of(disk, directory);
        foreach (var baseOffset in listing.Swaps)
        {
            var end = EndOf(disk, directory, baseOffset);
            var replaced = listing.Logs.FindAll(log => log.BaseOffset >= baseOffset && log.BaseOffset < end);
            Finish(disk, directory, baseOffset, replaced.ConvertAll(log => log.BaseOffset));
        }
    }

    /// <summary>Removes the replaced segments and gives the new file, and its indexes where they are finished, the first one's name; durable on return.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="directory">The replica's directory.</param>
    /// <param name="baseOffset">The name of the new segment, and of the first of those it replaces.</param>
    /// <param name="replaced">The names of the segments it was made from.</param>
    /// <exception cref="LogDiskException">The disk failed; the next start goes on.</exception>
    public static void Finish(ILogDisk disk, string directory, Offset baseOffset, IEnumerable<Offset> replaced)
    {
        foreach (var offset in replaced)
        {
            disk.Delete(PathOf(directory, offset, SegmentFileName.OffsetIndex));
            disk.Delete(PathOf(directory, offset, SegmentFileName.TimeIndex));
            disk.Delete(PathOf(directory, offset, SegmentFileName.TransactionIndex));
            if (offset != baseOffset)
                disk.Delete(PathOf(directory, offset, SegmentFileName.Log));
        }

        disk.FlushDirectory(directory);
        Rename(disk, PathOf(directory, baseOffset, SegmentFileName.Log), SegmentFileName.Swap);
        Rename(disk, PathOf(directory, baseOffset, SegmentFileName.OffsetIndex), SegmentFileName.Cleaned);
        Rename(disk, PathOf(directory, baseOffset, SegmentFileName.TimeIndex), SegmentFileName.Cleaned);
        disk.FlushDirectory(directory);
    }

    private static void Rename(ILogDisk disk, string path, string suffix)
    {
        if (disk.FileExists(path + suffix))
            disk.Rename(path + suffix, path);
    }

    private static string PathOf(string directory, Offset baseOffset, string kind) =>
        $"{directory}/{SegmentFileName.Of(baseOffset, kind)}";

    private static Offset EndOf(ILogDisk disk, string directory, Offset baseOffset)
    {
        var end = baseOffset;
        using var file = disk.Open(
            $"{directory}/{SegmentFileName.Of(baseOffset, SegmentFileName.Log)}{SegmentFileName.Swap}", LogFileMode.Existing);
        using var scanner = new BatchScanner(file, 0, (int)Math.Min(int.MaxValue, file.Length), BatchScanner.SeekBytes);
        while (scanner.MoveNext())
            end = scanner.Header.NextOffset;
        return end;
    }
}
