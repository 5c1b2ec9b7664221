using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Inspection;

/// <summary>One batch as it lies in a segment, or bytes that are none.</summary>
public sealed record DumpedBatch
{
    /// <summary>The segment's file.</summary>
    public required string File { get; init; }

    /// <summary>Where it begins in the file, in bytes.</summary>
    public required int Position { get; init; }

    /// <summary>Its length in bytes, header included; of bytes that are no batch, as far as the next batch or the end.</summary>
    public required int Bytes { get; init; }

    /// <summary>What is wrong, in a sentence; null when nothing is. When it is not null, the other fields may hold anything, and there may be fewer records.</summary>
    public string? Fault { get; init; }

    /// <summary>The first offset; <see cref="Offset.None"/> of bytes that are no batch.</summary>
    public Offset BaseOffset { get; init; } = Offset.None;

    /// <summary>The last offset; <see cref="Offset.None"/> of bytes that are no batch.</summary>
    public Offset LastOffset { get; init; } = Offset.None;

    /// <summary>The epoch of the leader that appended it.</summary>
    public LeaderEpoch LeaderEpoch { get; init; } = LeaderEpoch.None;

    /// <summary>The bits of the attributes.</summary>
    public RecordBatchAttributes Attributes { get; init; }

    /// <summary>How the records are compressed.</summary>
    public CompressionCodec Codec { get; init; }

    /// <summary>Milliseconds since 1970 from which the records' timestamps count, or the delete horizon.</summary>
    public long BaseTimestamp { get; init; }

    /// <summary>The largest timestamp, in milliseconds since 1970.</summary>
    public long MaxTimestamp { get; init; }

    /// <summary>The producer, or <see cref="ProducerId.None"/>.</summary>
    public ProducerId ProducerId { get; init; } = ProducerId.None;

    /// <summary>The producer's epoch.</summary>
    public ProducerEpoch ProducerEpoch { get; init; } = ProducerEpoch.None;

    /// <summary>The first record's sequence, or <see cref="Sequence.None"/>.</summary>
    public Sequence BaseSequence { get; init; } = Sequence.None;

    /// <summary>How many records the header counts.</summary>
    public int RecordCount { get; init; }

    /// <summary>The checksum that it carries.</summary>
    public uint Crc { get; init; }

    /// <summary>The records; empty when they were not asked for.</summary>
    public IReadOnlyList<DumpedRecord> Records { get; init; } = [];
}
