namespace ActorBroker.Machines.Controller;

/// <summary>What a topic's configuration says to elections.</summary>
/// <param name="MinIsr">In-sync replicas that acks=all needs (<c>min.insync.replicas</c>): 1 and up.</param>
/// <param name="AllowsUnclean">True when a leader may be elected that lost acknowledged records (<c>unclean.leader.election.enable</c>).</param>
internal readonly record struct PartitionRules(int MinIsr, bool AllowsUnclean)
{
    /// <summary>What a partition of this many replicas needs: no more than it has.</summary>
    public int MinIsrOf(int replicas) => Math.Min(MinIsr, replicas);
}
