using ActorBroker.Log.Producers;
using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>What one compaction works with, as it was when it began.</summary>
internal sealed class CompactionContext
{
    /// <summary>The log directory's.</summary>
    public required LogContext Log { get; init; }

    /// <summary>The replica's directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The log.</summary>
    public required CompactionSource Source { get; init; }

    /// <summary>What of it is compacted.</summary>
    public required CompactionPlan Plan { get; init; }

    /// <summary>How much memory there is.</summary>
    public required CompactionLimits Limits { get; init; }

    /// <summary>Each known producer's newest batch.</summary>
    public required Dictionary<ProducerId, NewestBatch> Newest { get; init; }

    /// <summary>Markers from here on stay.</summary>
    public required Offset RecoveryPoint { get; init; }

    /// <summary>How often the log had been cut.</summary>
    public required int Generation { get; init; }

    /// <summary>The time, in milliseconds since 1970.</summary>
    public required long Now { get; init; }

    /// <summary>How long tombstones stay, in milliseconds.</summary>
    public required long DeleteRetentionMs { get; init; }

    /// <summary>Of the digests of keys.</summary>
    public required UInt128 Seed { get; init; }

    /// <summary>How many bytes a group of several segments has at most.</summary>
    public required int SegmentBytesMax { get; init; }

    /// <summary>Bytes of batches between two index entries.</summary>
    public required int IndexIntervalBytes { get; init; }

    /// <summary>What may be touched when the map goes up to an offset.</summary>
    public CleaningBounds BoundsFor(Offset mapEnd) => new(mapEnd, Offset.Min(mapEnd, RecoveryPoint), Now, Now + DeleteRetentionMs);

    /// <summary>Begins a segment that is to replace others.</summary>
    public CleanedSegment NewSegment(Offset baseOffset) => new(Log, Directory, baseOffset, IndexIntervalBytes);
}
