using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>What became of a member that was to be taken out.</summary>
/// <param name="Member">Who was meant.</param>
/// <param name="Error"><see cref="ErrorCode.None"/>, <see cref="ErrorCode.UnknownMemberId"/> or <see cref="ErrorCode.FencedInstanceId"/>.</param>
public sealed record LeftMember(LeavingMember Member, ErrorCode Error);
