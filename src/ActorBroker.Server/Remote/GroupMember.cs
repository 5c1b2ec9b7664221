namespace ActorBroker.Server.Remote;

/// <summary>A member of a group.</summary>
/// <param name="MemberId">The id that the coordinator gave it.</param>
/// <param name="InstanceId">The id that it gave itself, of a static member; null for others.</param>
/// <param name="ClientId">What its client calls itself.</param>
/// <param name="Host">Where it comes from.</param>
/// <param name="Partitions">What it has to read, as far as its assignment is a consumer's.</param>
internal sealed record GroupMember(string MemberId, string? InstanceId, string ClientId, string Host, IReadOnlyList<TopicPartition> Partitions);
