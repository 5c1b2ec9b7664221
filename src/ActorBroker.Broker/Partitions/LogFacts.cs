using ActorBroker.Log;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Broker.Partitions;

/// <summary>A partition's log, as its machine asks about it. Owned by the partition's actor.</summary>
internal sealed class LogFacts(PartitionLog log) : IReplicaLog
{
    public Offset Start => log.State.LogStart;

    public Offset End => log.State.LogEnd;

    public Offset Durable => log.DurableOffset;

    public LeaderEpoch EpochBefore(Offset end) => end > Start && end <= End ? log.View.EpochAt(end + -1) : LeaderEpoch.None;

    public EpochBoundary EndOf(LeaderEpoch epoch)
    {
        var end = log.EndOffsetFor(epoch);
        return new EpochBoundary(end.Epoch, end.End);
    }
}
