namespace ActorBroker.Machines.Metadata;

/// <summary>Why stored metadata cannot be read.</summary>
public enum MetadataFormatFault
{
    /// <summary>The bytes end too early, run on too long, or hold what nobody writes.</summary>
    Malformed,

    /// <summary>The checksum does not fit: the bytes are not as they were written.</summary>
    Damaged,

    /// <summary>A newer build wrote it; this one must not guess.</summary>
    Newer,
}
