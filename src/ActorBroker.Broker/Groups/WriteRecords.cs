using System.Collections.Immutable;
using ActorBroker.Machines.Groups;
using Akka.Actor;

namespace ActorBroker.Broker.Groups;

/// <summary>A group wants records kept. Its shard answers <see cref="RecordsKept"/> or <see cref="RecordsRefused"/>, in the order of the requests.</summary>
internal sealed record WriteRecords(string Group, ImmutableArray<GroupRecord> Records) : GroupNotice(Group), INoSerializationVerificationNeeded;
