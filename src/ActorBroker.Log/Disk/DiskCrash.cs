namespace ActorBroker.Log.Disk;

/// <summary>How a <see cref="MemoryDisk"/> ends.</summary>
public enum DiskCrash
{
    /// <summary>
    /// The process dies and the system lives: whatever was written can be read again, but what was not flushed is no more durable
    /// than before.
    /// </summary>
    ProcessKill,

    /// <summary>The power fails: of what was not flushed, any part may be there.</summary>
    PowerLoss,
}
