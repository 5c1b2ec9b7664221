namespace ActorBroker.Benchmarks.Disk;

/// <summary>What was done to a file's blocks before bytes are appended.</summary>
internal enum Preparation
{
    /// <summary>Nothing: blocks are found while flushing.</summary>
    None,

    /// <summary>Blocks are reserved and the length stays (fallocate, FALLOC_FL_KEEP_SIZE).</summary>
    Reserved,

    /// <summary>
    /// Zeros were written and flushed: appends replace bytes, and a flush has no metadata to write. The length no longer tells where
    /// the log ends.
    /// </summary>
    Zeroed,
}
