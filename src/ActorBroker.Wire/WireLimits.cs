namespace ActorBroker.Wire;

/// <summary>
/// How much memory the bytes of a message may cause when they are decoded. Counts are checked against the bytes that are left, but an
/// element of 2 bytes may become an object of 50; so what is made is counted as well, before it is made.
/// </summary>
/// <remarks>Honest messages stay far below; see CVE-2026-111108 and CVE-2026-111115 for what others do.</remarks>
public static class WireLimits
{
    /// <summary>What each byte may cause, in bytes.</summary>
    public const int MemoryPerByte = 8;

    /// <summary>What any message may cause besides, in bytes.</summary>
    public const int MemoryFree = 48 * 1024;

    /// <summary>The longest string on the wire, in bytes of UTF-8, in all versions.</summary>
    public const int StringBytesMax = short.MaxValue;

    /// <summary>What a message of so many bytes may cause, in bytes.</summary>
    public static long MemoryFor(int bytes) => MemoryFree + ((long)bytes * MemoryPerByte);
}
