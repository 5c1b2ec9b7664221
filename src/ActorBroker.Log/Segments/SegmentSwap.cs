using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Segments;

/// <summary>
/// Puts a compacted <c>.log</c> in the place of the segments that it was made from. The file is complete and durable under the suffix
/// <see cref="SegmentFileName.Swap"/> before the first of those goes, so a crash in between loses nothing: the next start goes on here.
/// </summary>
internal static class SegmentSwap
{
    /// <summary>Finishes what a crash interrupted.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static void FinishAll(ILogDisk disk, string directory)
    {
        var listing = SegmentListing.Of(disk, directory);
        foreach (var baseOffset in listing.Swaps)
            Finish(disk, directory, baseOffset, EndOf(disk, directory, baseOffset), listing);
    }

    /// <summary>Removes the segments from <paramref name="baseOffset"/> up to <paramref name="end"/> and gives the new file their first one's name; durable on return.</summary>
    /// <exception cref="LogDiskException">The disk failed; the next start goes on.</exception>
    public static void Finish(ILogDisk disk, string directory, Offset baseOffset, Offset end, SegmentListing listing)
    {
        foreach (var (replaced, _) in listing.Logs)
        {
            if (replaced < baseOffset || replaced >= end)
                continue;

            Delete(disk, directory, replaced, SegmentFileName.OffsetIndex);
            Delete(disk, directory, replaced, SegmentFileName.TimeIndex);
            Delete(disk, directory, replaced, SegmentFileName.TransactionIndex);
            if (replaced != baseOffset)
                Delete(disk, directory, replaced, SegmentFileName.Log);
        }

        var path = $"{directory}/{SegmentFileName.Of(baseOffset, SegmentFileName.Log)}";
        disk.Rename(path + SegmentFileName.Swap, path);
        disk.FlushDirectory(directory);
    }

    private static void Delete(ILogDisk disk, string directory, Offset baseOffset, string kind) =>
        disk.Delete($"{directory}/{SegmentFileName.Of(baseOffset, kind)}");

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
