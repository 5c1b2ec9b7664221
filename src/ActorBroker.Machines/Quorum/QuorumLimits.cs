namespace ActorBroker.Machines.Quorum;

/// <summary>Bounds of what the quorum's members keep under way.</summary>
internal static class QuorumLimits
{
    /// <summary>
    /// About how many bytes of entries one message carries; a larger entry travels alone. Below half of the transport's smallest frame, as
    /// replicated records are.
    /// </summary>
    public const int MessageBytesMax = 48 * 1024;

    /// <summary>How many entries a leader sends a voter ahead of its answers.</summary>
    public const int EntriesAheadMax = 4096;
}
