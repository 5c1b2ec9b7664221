using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>A decision in the making: the group as it is after what was decided so far, answers, and records.</summary>
internal sealed class GroupDraft(GroupState state, GroupOptions options, DateTimeOffset now)
{
    private readonly ImmutableArray<GroupAnswer>.Builder _answers = ImmutableArray.CreateBuilder<GroupAnswer>();
    private readonly ImmutableArray<GroupAnswer>.Builder _answersWhenKept = ImmutableArray.CreateBuilder<GroupAnswer>();
    private readonly ImmutableArray<GroupRecord>.Builder _records = ImmutableArray.CreateBuilder<GroupRecord>();
    private GroupCommand? _whenKept;

    public GroupState State { get; set; } = state;

    public GroupOptions Options { get; } = options;

    public DateTimeOffset Now { get; } = now;

    public void Answer(long ticket, GroupReply reply) => _answers.Add(new GroupAnswer(ticket, reply));

    public void AnswerWhenKept(long ticket, GroupReply reply) => _answersWhenKept.Add(new GroupAnswer(ticket, reply));

    public void Write(GroupRecord record) => _records.Add(record);

    /// <summary>Writes the group as it is now.</summary>
    public void WriteGroup() => Write(new GroupWritten(GroupSnapshot.Of(State)));

    /// <summary>Has a command decided once the records are kept.</summary>
    public void Follow(GroupCommand command) => _whenKept = command;

    public void Enter(GroupPhase phase) => State = State with { Phase = phase, Since = Now };

    /// <summary>Puts a member in, or in place of the one of its id.</summary>
    public void Put(GroupMember member) => State = State with { Members = State.Members.SetItem(member.Id, member) };

    /// <summary>A member has been heard of: its session begins anew.</summary>
    public GroupMember Renewed(GroupMember member) => member with { Deadline = Now + member.SessionTimeout };

    /// <summary>Takes a member out. What it waits for is refused: if it is still there, it asks again.</summary>
    public void Remove(GroupMember member)
    {
        if (member.Joining is { } join)
            Answer(join, new JoinReply(ErrorCode.UnknownMemberId, ""));
        if (member.Syncing is { } sync)
            Answer(sync, SyncReply.Refused(ErrorCode.UnknownMemberId));
        var members = State.Members.Remove(member.Id);
        var leader = State.Leader == member.Id ? members.Keys.FirstOrDefault() : State.Leader;
        State = State with { Members = members, Leader = leader };
    }

    public void RemovePending(string memberId) => State = State with { Pending = State.Pending.Remove(memberId) };

    public GroupDecision Done() => new(State)
    {
        Answers = _answers.DrainToImmutable(),
        Records = _records.DrainToImmutable(),
        AnswersWhenKept = _answersWhenKept.DrainToImmutable(),
        WhenKept = _whenKept,
    };
}
