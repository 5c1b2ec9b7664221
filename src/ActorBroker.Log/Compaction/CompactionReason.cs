namespace ActorBroker.Log.Compaction;

/// <summary>Why a log is due for compaction.</summary>
public enum CompactionReason
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>Enough was appended; see <see cref="CompactionOptions.DirtyRatioMin"/>.</summary>
    DirtyRatio,

    /// <summary>A record has waited too long; see <see cref="CompactionOptions.LagMax"/>.</summary>
    Lag,

    /// <summary>The last tombstones and markers that were kept may go; see <see cref="CompactionOptions.DeleteRetention"/>.</summary>
    DeleteHorizon,
}
