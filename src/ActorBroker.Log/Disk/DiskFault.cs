namespace ActorBroker.Log.Disk;

/// <summary>How a call to a <see cref="MemoryDisk"/> fails.</summary>
/// <remarks>
/// A failed flush of a file or directory leaves some of what was not durable on the disk and forgets the rest: it can still be
/// read, but no later flush makes it durable (Linux marks the pages clean: Rebello et al., "Can Applications Recover from fsync
/// Failures?", USENIX ATC 2020). Any other failed call changes nothing but what <paramref name="WrittenShare"/> says.
/// </remarks>
/// <param name="Error">What the exception says.</param>
/// <param name="WrittenShare">The share of a write's bytes that were written before it failed, from 0 to 1; 0 for other calls.</param>
public sealed record DiskFault(LogDiskError Error, double WrittenShare = 0)
{
    /// <summary>EIO.</summary>
    public static readonly DiskFault Failed = new(LogDiskError.Failed);

    /// <summary>ENOSPC.</summary>
    public static readonly DiskFault NoSpace = new(LogDiskError.NoSpace);

    /// <summary>Half of the bytes are written, then the disk is full.</summary>
    public static readonly DiskFault ShortWrite = new(LogDiskError.NoSpace, 0.5);
}
