namespace ActorBroker.Model.Records;

/// <summary>The bits of a batch's attributes.</summary>
[Flags]
public enum RecordBatchAttributes : short
{
    /// <summary>No bit is set.</summary>
    None = 0,

    /// <summary>Bits 0 to 2: a <see cref="Compression.CompressionCodec"/>.</summary>
    CodecMask = 0x07,

    /// <summary>The batch's timestamp is the time of its append, the same for all records (KIP-32).</summary>
    LogAppendTime = 0x08,

    /// <summary>The batch belongs to a transaction (KIP-98).</summary>
    Transactional = 0x10,

    /// <summary>The batch holds one control record, which no application sees (KIP-98).</summary>
    Control = 0x20,

    /// <summary>The base timestamp is the time from which tombstones may go (KIP-534).</summary>
    DeleteHorizon = 0x40,

    /// <summary>All bits that have a meaning.</summary>
    Known = CodecMask | LogAppendTime | Transactional | Control | DeleteHorizon,
}
