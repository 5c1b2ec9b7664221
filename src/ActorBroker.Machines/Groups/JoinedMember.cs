namespace ActorBroker.Machines.Groups;

/// <summary>A member as the leader is told of it.</summary>
/// <param name="MemberId">Its id.</param>
/// <param name="InstanceId">The static member's name; null for a dynamic one.</param>
/// <param name="Metadata">What it says for the protocol that was chosen.</param>
public sealed record JoinedMember(string MemberId, string? InstanceId, ReadOnlyMemory<byte> Metadata);
