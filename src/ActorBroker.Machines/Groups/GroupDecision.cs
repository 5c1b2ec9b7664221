using System.Collections.Immutable;

namespace ActorBroker.Machines.Groups;

/// <summary>What is to be done for one command, in this order: apply it, send the answers, write the records; and once they are kept, what follows.</summary>
/// <param name="Next">The group afterwards.</param>
public sealed record GroupDecision(GroupState Next)
{
    /// <summary>What may be answered at once.</summary>
    public ImmutableArray<GroupAnswer> Answers { get; init; } = [];

    /// <summary>What is to be written, all together; empty for nothing.</summary>
    public ImmutableArray<GroupRecord> Records { get; init; } = [];

    /// <summary>What may be answered once the records are kept.</summary>
    public ImmutableArray<GroupAnswer> AnswersWhenKept { get; init; } = [];

    /// <summary>What has to be decided once the records are kept; null for nothing.</summary>
    public GroupCommand? WhenKept { get; init; }
}
