using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Damage;

/// <summary>Copies all files of a disk in memory.</summary>
internal static class DiskFiles
{
    /// <summary>Path and bytes of each file below a directory.</summary>
    public static Dictionary<string, byte[]> Read(ILogDisk disk, string directory)
    {
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in disk.List(directory))
        {
            var path = $"{directory}/{entry.Name}";
            foreach (var (name, bytes) in entry.IsDirectory ? Read(disk, path) : new() { [path] = Bytes(disk, path) })
                files.Add(name, bytes);
        }

        return files;
    }

    /// <summary>A new disk with these files.</summary>
    public static MemoryDisk Write(IReadOnlyDictionary<string, byte[]> files)
    {
        var disk = new MemoryDisk();
        foreach (var (path, bytes) in files)
        {
            disk.CreateDirectory(path[..path.LastIndexOf('/')]);
            using var file = disk.Open(path, LogFileMode.New);
            file.Write(0, bytes);
        }

        return disk;
    }

    private static byte[] Bytes(ILogDisk disk, string path)
    {
        using var file = disk.Open(path, LogFileMode.Existing);
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return bytes;
    }
}
