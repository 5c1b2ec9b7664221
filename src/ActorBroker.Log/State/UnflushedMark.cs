using ActorBroker.Log.Disk;

namespace ActorBroker.Log.State;

/// <summary>
/// The empty file <c>unflushed</c> in a replica's directory: a flush of its log failed. What can be read behind the recovery point need not be
/// on the disk then, and no later flush would say so, since the system no longer takes those bytes for changed. A recovery that finds the mark writes
/// the log's tail again before it flushes it.
/// </summary>
/// <remarks>The mark need not be durable: a loss of power that takes it also takes the bytes that only memory held.</remarks>
internal static class UnflushedMark
{
    /// <summary>The file's name.</summary>
    public const string Name = "unflushed";

    /// <summary>Leaves the mark. A disk that refuses this too has no better place for it: the failure that led here is reported in any case.</summary>
    public static void Leave(ILogDisk disk, string directory)
    {
        try
        {
            if (disk.DirectoryExists(directory))
                disk.Open(PathIn(directory), LogFileMode.ExistingOrNew).Dispose();
        }
        catch (LogDiskException)
        {
            // The log has failed already, and says why.
        }
    }

    /// <summary>True when the mark is there.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static bool IsLeft(ILogDisk disk, string directory) => disk.FileExists(PathIn(directory));

    /// <summary>Removes the mark, if there is one: all that the log holds was written and flushed again.</summary>
    /// <exception cref="LogDiskException">The disk failed; the mark may be there.</exception>
    public static void Remove(ILogDisk disk, string directory) => disk.Delete(PathIn(directory));

    private static string PathIn(string directory) => $"{directory}/{Name}";
}
