using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Server.Producing;

/// <summary>How a <see cref="RecordProducer"/> writes.</summary>
internal sealed record ProducerOptions
{
    /// <summary>Which replicas have a record before it counts: -1 all in sync, 1 the leader, 0 nobody says.</summary>
    public short Acks { get; init; } = -1;

    /// <summary>How batches are compressed.</summary>
    public CompressionCodec Codec { get; init; }

    /// <summary>The most bytes of a batch before it is compressed; a record that is larger has a batch of its own.</summary>
    public int BatchBytesMax { get; init; } = RecordBatchFormat.DefaultBatchBytesMax;

    /// <summary>True when the broker keeps each batch once and in order, whatever is sent again (KIP-98). Only with all replicas' acknowledgement.</summary>
    public bool IsIdempotent => Acks == -1;
}
