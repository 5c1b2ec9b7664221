namespace ActorBroker.Simulation.Tests.Ledgers;

/// <summary>An offset that a member committed.</summary>
/// <param name="partition">Of which partition.</param>
/// <param name="offset">The offset; no other commit of the group has it.</param>
/// <param name="generation">In which generation the member took itself to be.</param>
/// <param name="syncedGeneration">The last generation that somebody had his share of when it was sent.</param>
/// <param name="sentAt">When it was sent.</param>
internal sealed class OffsetClaim(int partition, long offset, int generation, int syncedGeneration, long sentAt)
{
    public int Partition => partition;

    public long Offset => offset;

    public int Generation => generation;

    public int SyncedGeneration => syncedGeneration;

    public long SentAt => sentAt;

    /// <summary>When its member knew that it was kept; null while nobody knows what became of it.</summary>
    public long? KeptAt { get; set; }

    /// <summary>True when its member was told that it is not kept.</summary>
    public bool IsRefused { get; set; }

    /// <summary>True when whoever asks after this one was kept cannot be told the other any more.</summary>
    public bool Replaces(OffsetClaim other) => generation > other.Generation || other.KeptAt <= sentAt;
}
