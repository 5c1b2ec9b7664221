namespace ActorBroker.Broker.Groups;

/// <summary>Nothing is left of a group. Its shard sends it no more requests, and has it look again: <see cref="CloseGroup"/>.</summary>
internal sealed record GroupOver(string Group) : GroupNotice(Group);
