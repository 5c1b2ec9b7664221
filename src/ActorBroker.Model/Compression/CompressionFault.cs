namespace ActorBroker.Model.Compression;

/// <summary>What is wrong with compressed input.</summary>
public enum CompressionFault
{
    /// <summary>The bytes break the codec's format, or a checksum in them does not match.</summary>
    Corrupt,

    /// <summary>The input ends before its stream does; so does empty input, for every codec but <see cref="CompressionCodec.None"/>.</summary>
    Truncated,

    /// <summary>The input inflates to more bytes than the caller allowed.</summary>
    LimitExceeded,

    /// <summary>The format allows it, this reader does not: a dictionary, a window beyond the limit, a version or codec number not known.</summary>
    Unsupported,
}
