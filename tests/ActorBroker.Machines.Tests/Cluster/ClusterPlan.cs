using ActorBroker.Machines.Replication;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>What one random cluster is like.</summary>
/// <param name="Nodes">Brokers: 3 to 7, numbered from 0.</param>
/// <param name="Voters">Those of them that vote at the beginning: 1, 3 or 5.</param>
/// <param name="Partitions">Partitions of its topic: 1 or 2.</param>
/// <param name="Replicas">Replicas of each at the beginning.</param>
/// <param name="MinIsr">In-sync replicas that acks=all needs: 1 to the replicas.</param>
/// <param name="Policy">What acknowledgements wait for.</param>
/// <param name="Trouble">How often faults are: 0 never, 3 most often.</param>
internal sealed record ClusterPlan(int Nodes, int Voters, int Partitions, int Replicas, int MinIsr, FlushPolicy Policy, int Trouble)
{
    /// <summary>True when an operator elects whoever lives where nobody else can lead (KIP-460), whatever is lost by that.</summary>
    public bool ElectsUnclean { get; init; }

    /// <summary>True when an operator changes the minimum.</summary>
    public bool ChangesMinIsr { get; init; }

    /// <summary>Draws one.</summary>
    public static ClusterPlan Draw(Random random)
    {
        var nodes = random.Next(3, 8);
        var replicas = random.Next(2, Math.Min(nodes, 4) + 1);
        return new ClusterPlan(
            nodes,
            Voters: (2 * random.Next(0, (Math.Min(nodes, 5) + 1) / 2)) + 1,
            Partitions: random.Next(1, 3),
            replicas,
            MinIsr: random.Next(4) == 0 ? 1 : random.Next(2, replicas + 1),
            random.Next(2) == 0 ? FlushPolicy.Commit : FlushPolicy.Os,
            Trouble: random.Next(0, 4))
        {
            ElectsUnclean = random.Next(4) == 0,
            ChangesMinIsr = random.Next(3) == 0,
        };
    }
}
