using System.Text;
using ActorBroker.Log.Disk;

namespace ActorBroker.Journal.Tests.Support;

/// <summary>Looks at what lies on a disk, and spoils it.</summary>
internal static class DiskContents
{
    /// <summary>The files below a directory whose names end so.</summary>
    public static IEnumerable<string> FilesBelow(this MemoryDisk disk, string directory, string end = "") =>
        disk.List(directory).SelectMany(entry => entry.IsDirectory
            ? disk.FilesBelow($"{directory}/{entry.Name}", end)
            : entry.Name.EndsWith(end, StringComparison.Ordinal) ? [$"{directory}/{entry.Name}"] : []);

    /// <summary>How long all files below a directory are whose names end so.</summary>
    public static long BytesBelow(this MemoryDisk disk, string directory, string end = "") =>
        disk.FilesBelow(directory, end).Sum(path =>
        {
            using var file = disk.Open(path, LogFileMode.Existing);
            return file.Length;
        });

    /// <summary>Flips a bit of the first place in the directory's segments where a text stands.</summary>
    public static void Damage(this MemoryDisk disk, string directory, string text)
    {
        foreach (var path in disk.FilesBelow(directory, ".log"))
        {
            using var file = disk.Open(path, LogFileMode.Existing);
            var bytes = new byte[file.Length];
            file.Read(0, bytes);
            var position = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
            if (position < 0)
                continue;

            file.Write(position, [(byte)(bytes[position] ^ 1)]);
            return;
        }

        Assert.Fail($"'{text}' stands nowhere.");
    }
}
