using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>A partition as administrators name it. Names can be used again, so nothing is kept by this.</summary>
public readonly record struct TopicPartition(string Topic, PartitionIndex Index);
