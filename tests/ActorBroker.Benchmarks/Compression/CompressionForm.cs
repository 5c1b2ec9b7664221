namespace ActorBroker.Benchmarks.Compression;

/// <summary>What is measured: a codec, and for Zstandard whose code.</summary>
public enum CompressionForm
{
    /// <summary>gzip, level 6, by the base library.</summary>
    Gzip,

    /// <summary>Snappy in the Java client's framing.</summary>
    Snappy,

    /// <summary>LZ4, the Java client's default.</summary>
    Lz4,

    /// <summary>Zstandard, level 3, by libzstd where it is installed.</summary>
    Zstd,

    /// <summary>libzstd's frame read, and another written, by the managed code.</summary>
    ZstdManaged,
}
