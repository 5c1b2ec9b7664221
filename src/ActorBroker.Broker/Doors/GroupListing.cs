using System.Collections.Immutable;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;

namespace ActorBroker.Broker.Doors;

/// <summary>The groups of a shard.</summary>
/// <param name="Groups">Each once, in no order.</param>
public sealed record GroupListing(ImmutableArray<ListedGroup> Groups) : GroupReply(ErrorCode.None);
