using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>How far a log is compacted.</summary>
/// <param name="CleanPoint">Below it no key has two records, but for those that newer records behind it make old.</param>
/// <param name="LastHorizon">The latest time, in milliseconds since 1970, from which a tombstone or marker that was kept may go; -1 when none was kept.</param>
internal readonly record struct CompactionCheckpoint(Offset CleanPoint, long LastHorizon)
{
    /// <summary>Stands for no horizon.</summary>
    public const long NoHorizon = -1;

    /// <summary>Of a log that was never compacted.</summary>
    public static readonly CompactionCheckpoint None = new(Offset.Zero, NoHorizon);
}
