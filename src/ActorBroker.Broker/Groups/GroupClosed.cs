namespace ActorBroker.Broker.Groups;

/// <summary>A group answers <see cref="CloseGroup"/>.</summary>
/// <param name="Group">The group.</param>
/// <param name="GoesOn">True when it did not end.</param>
internal sealed record GroupClosed(string Group, bool GoesOn) : GroupNotice(Group);
