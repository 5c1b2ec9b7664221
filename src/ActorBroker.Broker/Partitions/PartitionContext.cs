using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Flushing;
using ActorBroker.Machines;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>What all partitions of a broker share.</summary>
/// <param name="Broker">This broker.</param>
/// <param name="Run">The run that it was registered as.</param>
/// <param name="Clock">The time, for log append time.</param>
/// <param name="Directories">The log directories.</param>
/// <param name="Flushers">One for each of <paramref name="Directories"/>, in the same order.</param>
/// <param name="Executor">Runs recoveries and compactions.</param>
/// <param name="Peers">Takes each <see cref="PeerEffect"/>; nobody while the cluster has one node.</param>
/// <param name="NewSeed">Seeds of what nobody outside may guess.</param>
internal sealed record PartitionContext(
    BrokerId Broker,
    Incarnation Run,
    TimeProvider Clock,
    LogDirectories Directories,
    IReadOnlyList<Flusher> Flushers,
    IDiskExecutor Executor,
    IActorRef Peers,
    Func<int> NewSeed)
{
    /// <summary>How much memory one compaction takes.</summary>
    public CompactionLimits Compaction { get; } = new();
}
