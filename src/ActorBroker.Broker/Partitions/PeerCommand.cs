using ActorBroker.Log;
using ActorBroker.Machines.Replication;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>
/// What a partition hears of other nodes: its followers' demands, its leader's answers, the controller's word about the ISR, the time that passes
/// meanwhile.
/// </summary>
/// <param name="Command">What happened.</param>
/// <param name="Records">The batches that came with a leader's answer, validated; empty with all else. They are the partition's until it has handled the message.</param>
internal sealed record PeerCommand(ReplicaCommand Command, ReadOnlyMemory<LogChunk> Records = default) : INoSerializationVerificationNeeded;
