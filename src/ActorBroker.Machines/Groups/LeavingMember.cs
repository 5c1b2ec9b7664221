namespace ActorBroker.Machines.Groups;

/// <summary>A member that is to be taken out.</summary>
/// <param name="MemberId">Its id; empty to go by <paramref name="InstanceId"/> alone.</param>
/// <param name="InstanceId">The static member's name; null for a dynamic one.</param>
public sealed record LeavingMember(string MemberId, string? InstanceId);
