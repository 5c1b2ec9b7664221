using ActorBroker.Machines.Groups;

namespace ActorBroker.Broker.Doors;

/// <summary>A group in a list.</summary>
/// <param name="Group">Its id.</param>
/// <param name="ProtocolType">The kind of group; empty for one that nobody joined.</param>
/// <param name="Phase">Where it stands.</param>
public sealed record ListedGroup(string Group, string ProtocolType, GroupPhase Phase);
