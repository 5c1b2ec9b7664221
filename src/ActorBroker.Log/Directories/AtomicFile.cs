using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Directories;

/// <summary>A small file that is always replaced whole: after a crash it holds either what it held before or what was written last.</summary>
public static class AtomicFile
{
    /// <summary>The suffix of the name under which new content is written first. Such a file is worth nothing after a crash.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>
    /// Replaces the file's content, and returns once the new content is durable: writes <c>path.tmp</c>, flushes it, renames it over
    /// <paramref name="path"/>, flushes the directory.
    /// </summary>
    /// <exception cref="LogDiskException">A step failed; the file holds the old or the new content, whole.</exception>
    public static void Replace(ILogDisk disk, string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + TemporarySuffix;
        using (var file = disk.Open(temporary, LogFileMode.ExistingOrNew))
        {
            file.SetLength(0);
            file.Write(0, content);
            file.Flush();
        }

        disk.Rename(temporary, path);
        disk.FlushDirectory(DirectoryOf(path));
    }

    /// <summary>Reads the file whole. <paramref name="content"/> is empty unless the result is <see cref="StateFileCondition.Sound"/>.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="path">The file.</param>
    /// <param name="bytesMax">A longer file counts as <see cref="StateFileCondition.Damaged"/> and is not read.</param>
    /// <param name="content">All bytes of the file; their meaning is not judged here.</param>
    /// <returns><see cref="StateFileCondition.Sound"/>, <see cref="StateFileCondition.Missing"/> or <see cref="StateFileCondition.Damaged"/>.</returns>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static StateFileCondition Read(ILogDisk disk, string path, int bytesMax, out byte[] content)
    {
        content = [];
        if (!disk.FileExists(path))
            return StateFileCondition.Missing;

        using var file = disk.Open(path, LogFileMode.Existing);
        var length = file.Length;
        if (length > bytesMax)
            return StateFileCondition.Damaged;

        var bytes = new byte[length];
        if (file.Read(0, bytes) != bytes.Length)
            return StateFileCondition.Damaged;
        content = bytes;
        return StateFileCondition.Sound;
    }

    private static string DirectoryOf(string path) => path[..path.LastIndexOf('/')];
}
