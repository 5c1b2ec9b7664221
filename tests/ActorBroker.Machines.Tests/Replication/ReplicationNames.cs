using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>The partition that is checked, and how the cluster's values are written for <see cref="PartText"/>.</summary>
internal static class ReplicationNames
{
    public static readonly PartitionId Partition = new(new TopicId(new Guid(1, 0, 0, new byte[8])), new PartitionIndex(0));

    /// <summary>The roles; the order of the replicas, by which elections prefer, is left out, since every order is explored at every election.</summary>
    public static PartText Add(this PartText text, PartitionImage state) => text
        .Add(state.Epoch.Value).Add(state.LeaderEpoch.Value).AddNode(state.Leader.Value)
        .Add(state.Isr).Add(state.Elr).Add(state.LastKnownElr).Add(state.Adding);

    /// <summary>A run, counted from the first one of its broker.</summary>
    public static PartText Add(this PartText text, Incarnation incarnation) =>
        text.Add(incarnation == Incarnation.None ? -1 : Math.Max(0, incarnation.Value - ControllerTurns.Brokers));

    public static PartText Add(this PartText text, ImmutableArray<BrokerId> brokers) => text.AddNodes(brokers.Select(broker => broker.Value));

    public static PartText Add(this PartText text, ImmutableArray<ReplicaIncarnation> members) => text.AddByNode(
        members.Select(member => KeyValuePair.Create(member.Broker.Value, member.Incarnation)), static (text, run) => text.Add(run));

    public static string Tell(ImmutableArray<BrokerId> brokers) => $"{{{string.Join(' ', brokers)}}}";

    public static string Tell(ImmutableArray<ReplicaIncarnation> members) => Tell([.. members.Select(member => member.Broker)]);

    public static string Tell(PartitionImage state) =>
        $"leader {state.Leader} in epoch {state.LeaderEpoch}, ISR {Tell(state.Isr)}, eligible {Tell(state.Elr)}, partition epoch {state.Epoch}";
}
