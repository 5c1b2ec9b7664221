namespace ActorBroker.Log.Reading;

/// <summary>What a read found.</summary>
public enum ReadStatus
{
    /// <summary>Batches.</summary>
    Found,

    /// <summary>Nothing yet: the offset is the end of what may be read.</summary>
    AtEnd,

    /// <summary>The offset lies below the log's start or behind its end (OFFSET_OUT_OF_RANGE).</summary>
    OffsetOutOfRange,

    /// <summary>The log moved on and the segment is gone: take the newer view.</summary>
    Superseded,
}
