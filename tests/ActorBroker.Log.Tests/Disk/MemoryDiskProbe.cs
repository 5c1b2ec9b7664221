using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>Short forms for tests that write, lose power and look.</summary>
internal static class MemoryDiskProbe
{
    /// <summary>
    /// What the tests look for comes in at least one of 200 power losses; that it never comes in so many happens once in 10^10 runs.
    /// </summary>
    private const int PowerLossCount = 5000;

    /// <summary>A sector's bytes, all of one value.</summary>
    public static byte[] Sectors(int count, byte value) => Enumerable.Repeat(value, count * 512).ToArray();

    /// <summary>A file's bytes; null when there is no such file.</summary>
    public static byte[]? Get(this ILogDisk disk, string path)
    {
        if (!disk.FileExists(path))
            return null;
        using var file = disk.Open(path, LogFileMode.Existing);
        var bytes = new byte[file.Length];
        Assert.Equal(bytes.Length, file.Read(0, bytes));
        return bytes;
    }

    /// <summary>Writes to a file, creating it if need be.</summary>
    public static void Put(this ILogDisk disk, string path, byte[] bytes, long position = 0, bool flush = false)
    {
        using var file = disk.Open(path, LogFileMode.ExistingOrNew);
        file.Write(position, bytes);
        if (flush)
            file.Flush();
    }

    /// <summary>Flushes a file, then the directory <c>/</c>.</summary>
    public static void FlushAll(this ILogDisk disk, string path)
    {
        using var file = disk.Open(path, LogFileMode.Existing);
        file.Flush();
        disk.FlushDirectory("/");
    }

    /// <summary>A disk whose file <c>/file</c> is durable.</summary>
    public static MemoryDisk WithDurableFile(byte[] bytes)
    {
        var disk = new MemoryDisk();
        disk.Put("/file", bytes);
        disk.FlushAll("/file");
        return disk;
    }

    /// <summary>Many disks as a power loss right now may leave them.</summary>
    public static IEnumerable<MemoryDisk> PowerLosses(this MemoryDisk disk)
    {
        var random = new Random(Seeds.Next());
        for (var i = 0; i < PowerLossCount; i++)
            yield return disk.CrashedAt(disk.ChangeCount, DiskCrash.PowerLoss, random);
    }

    /// <summary>Every content that a file may have after a power loss right now, each once; null stands for no file.</summary>
    public static List<byte[]?> Outcomes(this MemoryDisk disk, string path) =>
        disk.PowerLosses()
            .Select(lost => lost.Get(path))
            .DistinctBy(bytes => bytes is null ? "absent" : Convert.ToHexString(bytes))
            .ToList();
}
