namespace ActorBroker.Machines.Groups;

/// <summary>
/// The first rebalance of an empty group waits a while for more members (KIP-134). Each time that some came while it waited it waits once more, up to
/// the longest rebalance timeout.
/// </summary>
/// <param name="Deadline">When this wait ends.</param>
/// <param name="Wait">How long this wait is.</param>
/// <param name="Remaining">How much longer it may be made.</param>
/// <param name="HasNewMember">True once somebody came during this wait.</param>
public sealed record InitialDelay(DateTimeOffset Deadline, TimeSpan Wait, TimeSpan Remaining, bool HasNewMember);
