namespace ActorBroker.Model.Compression;

/// <summary>How a batch's records are compressed. The numbers are those of the attributes' bits 0 to 2.</summary>
public enum CompressionCodec
{
    /// <summary>Not compressed.</summary>
    None = 0,

    /// <summary>gzip, RFC 1952.</summary>
    Gzip = 1,

    /// <summary>Snappy: a raw block, or blocks in xerial's framing.</summary>
    Snappy = 2,

    /// <summary>The LZ4 frame format (KIP-57).</summary>
    Lz4 = 3,

    /// <summary>Zstandard, RFC 8878 (KIP-110).</summary>
    Zstd = 4,
}
