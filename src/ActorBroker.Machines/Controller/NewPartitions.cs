using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Partitions to be added to a topic (CreatePartitions, API 37).</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Count">How many partitions it is to have then; more than it has.</param>
/// <param name="Assignments">The replicas of each new partition, in order, if the client chose them; otherwise empty.</param>
public sealed record NewPartitions(string Topic, int Count, ImmutableArray<ImmutableArray<BrokerId>> Assignments);
