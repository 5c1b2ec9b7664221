namespace ActorBroker.Log.Segments;

/// <summary>Why bytes on disk are not the batch that should be there.</summary>
public enum StoredBatchDefect
{
    /// <summary>The batch is sound.</summary>
    None,

    /// <summary>The file ends before the batch does, or its length is shorter than a header.</summary>
    Length,

    /// <summary>The format's version is not 2.</summary>
    Magic,

    /// <summary>The checksum does not match the bytes.</summary>
    Checksum,

    /// <summary>The base offset is not the one that follows the batch before it, or lies outside its segment.</summary>
    BaseOffset,

    /// <summary>The last offset delta is negative.</summary>
    OffsetDelta,

    /// <summary>The leader epoch is not the one in which this offset was written.</summary>
    LeaderEpoch,

    /// <summary>The checksum holds, but the records cannot be read: their codec is unknown, or they do not lie as the header says.</summary>
    Records,

    /// <summary>A whole segment, or its end, is not there.</summary>
    Missing,
}
