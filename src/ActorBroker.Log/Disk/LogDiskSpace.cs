namespace ActorBroker.Log.Disk;

/// <summary>How large a file system is, and how much of it is left to this process.</summary>
/// <param name="TotalBytes">All its bytes.</param>
/// <param name="UsableBytes">Those that may still be written.</param>
public readonly record struct LogDiskSpace(long TotalBytes, long UsableBytes);
