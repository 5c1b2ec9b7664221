using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>How much of a log can be compacted.</summary>
/// <param name="Reason">Why the log is due, or that it is not.</param>
/// <param name="FirstDirty">The first offset that was not compacted.</param>
/// <param name="CleanBytes">Bytes of the segments below it.</param>
/// <param name="DirtyBytes">Bytes of the closed segments behind, up to the first record that may not be touched yet.</param>
public readonly record struct CompactionState(CompactionReason Reason, Offset FirstDirty, long CleanBytes, long DirtyBytes)
{
    /// <summary>The share of bytes that was not compacted: 0 to 1. By it an owner of many logs takes the dirtiest first.</summary>
    public double DirtyRatio => CleanBytes + DirtyBytes == 0 ? 0 : (double)DirtyBytes / (CleanBytes + DirtyBytes);
}
