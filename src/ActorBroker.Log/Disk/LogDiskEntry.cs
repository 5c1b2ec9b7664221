namespace ActorBroker.Log.Disk;

/// <summary>One name in a directory. <paramref name="Length"/> is in bytes, 0 for a directory.</summary>
public readonly record struct LogDiskEntry(string Name, bool IsDirectory, long Length);
