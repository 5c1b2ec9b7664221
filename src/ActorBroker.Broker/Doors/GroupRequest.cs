using ActorBroker.Machines.Groups;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>A client's command for a group, sent to the shard that looks after it (<see cref="GroupCoordinators"/>). Stays in this process.</summary>
/// <param name="Group">The group's id.</param>
/// <param name="Command">What is wanted.</param>
/// <param name="Receiver">Whom to answer, exactly once: a join or a sync as late as its rebalance ends.</param>
public sealed record GroupRequest(string Group, GroupCommand Command, IGroupReceiver Receiver) : INoSerializationVerificationNeeded;
