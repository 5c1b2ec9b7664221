using System.Collections.Immutable;
using System.Diagnostics;
using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>Decides for one group of Kafka's classic protocol: who is in it, who assigns, how far it has come.</summary>
/// <remarks>
/// <para>
/// Owned by one actor. <see cref="Decide"/> reads and never changes. The caller applies each decision at once, writes its records, and calls
/// <see cref="Keep"/> when they are committed, in their order; if they cannot be, it forgets the group and reads it again from what is kept.
/// It comes with <see cref="CheckDeadlines"/> no later than <see cref="GroupState.NextDeadline"/>.
/// </para>
/// <para><b>Phases</b>, and what leads from one to the next; every other command leaves the phase as it is:</para>
/// <code>
/// phase       command                                      next        besides
/// Empty       JoinGroup                                    Preparing   waits the initial delay for others (KIP-134)
/// Empty       JoinGroup, dynamic, without an id (v4+)      Empty       it is given an id, and asks again (KIP-394); so in every phase
/// Empty       DeleteGroup; ExpireOffsets, nothing is left  Dead        all its records are erased
/// Preparing   JoinGroup, the last that was missing         Completing  generation + 1; all are answered, the leader with all members
/// Preparing   CheckDeadlines, the join's time is over      Completing  who has not joined is out, but for static members (KIP-345)
/// Preparing   CheckDeadlines, only absent static are left  Preparing   for another rebalance timeout
/// Preparing   CheckDeadlines, initial delay, new members   Preparing   once more the delay, up to the rebalance timeout
/// Preparing   the last member leaves or falls silent       Empty       generation + 1; the group is written
/// Completing  SyncGroup of the leader                      Completing  the group with its assignments is written
/// Completing  AssignmentsKept                              Stable      who waits gets its assignment
/// Completing  JoinGroup, other protocols or a new member   Preparing   who waits is answered RebalanceInProgress
/// Completing  JoinGroup, the same protocols                Completing  it is told of the generation again
/// Stable      JoinGroup of the leader; other protocols     Preparing   others hear of it with their next heartbeat
/// Stable      JoinGroup of a follower, same protocols      Stable      it is told of the generation again
/// Stable      JoinGroup of a known static name, no id      Stable      it takes the place of the one before, who is fenced; the group is written
/// Stable      the same, and the protocol would change      Preparing
/// any of two  LeaveGroup; CheckDeadlines, silent members   Preparing   any of two: Completing or Stable
/// any of two  CheckDeadlines, some have not synced         Preparing   they are out
/// </code>
/// <para>
/// <b>Invariants:</b> generations never fall; a member gets one assignment in a generation; every ticket is answered once; offsets are kept only for
/// the present generation's members, or where nobody is a member.
/// </para>
/// </remarks>
public sealed class GroupMachine
{
    private readonly GroupOptions _options;

    /// <summary>A group as it was loaded, or a new one.</summary>
    /// <param name="options">What the operator decided.</param>
    /// <param name="state">The group: <see cref="GroupState.New"/>, or <see cref="GroupSnapshot.Resume"/>.</param>
    /// <param name="offsets">How far it has come; the machine's from now on.</param>
    public GroupMachine(GroupOptions options, GroupState state, GroupOffsets offsets)
    {
        _options = options;
        State = state;
        Offsets = offsets;
    }

    /// <summary>The group as decided so far.</summary>
    public GroupState State { get; private set; }

    /// <summary>Its offsets, as far as they are kept.</summary>
    public GroupOffsets Offsets { get; }

    /// <summary>What is to be done for a command. Total: what cannot be done is answered with an error.</summary>
    /// <param name="command">The command.</param>
    /// <param name="now">The time.</param>
    public GroupDecision Decide(GroupCommand command, DateTimeOffset now)
    {
        var draft = new GroupDraft(State, _options, now);
        switch (command)
        {
            case JoinGroup join:
                JoinDecisions.Join(draft, join);
                break;
            case SyncGroup sync:
                SyncDecisions.Sync(draft, sync);
                break;
            case AssignmentsKept kept:
                SyncDecisions.OnKept(draft, kept);
                break;
            case Heartbeat beat:
                MemberDecisions.Beat(draft, beat);
                break;
            case LeaveGroup leave:
                MemberDecisions.Leave(draft, leave);
                break;
            case CheckDeadlines:
                MemberDecisions.Expire(draft);
                break;
            case CommitOffsets commit:
                OffsetDecisions.Commit(draft, commit);
                break;
            case DeleteOffsets delete:
                OffsetDecisions.Delete(draft, Offsets, delete);
                break;
            case DeleteGroup delete:
                OffsetDecisions.DeleteGroup(draft, Offsets, delete);
                break;
            case FetchOffsets fetch:
                OffsetDecisions.Fetch(draft, Offsets, fetch);
                break;
            case DescribeGroup describe:
                draft.Answer(describe.Ticket, State.Phase == GroupPhase.Dead ? GroupDescription.None : new GroupDescription(ErrorCode.None, State));
                break;
            case ExpireOffsets expire:
                OffsetDecisions.Expire(draft, Offsets, expire);
                break;
            case ForgetTopics forget:
                OffsetDecisions.Forget(draft, Offsets, forget);
                break;
            default:
                throw new UnreachableException();
        }

        return draft.Done();
    }

    /// <summary>Takes a decision over, before its records are written.</summary>
    public void Apply(GroupDecision decision)
    {
        State = decision.Next;
        Offsets.Begin(decision.Records);
    }

    /// <summary>True when nothing is left, once no records are under way: the group was deleted, or it never became anything.</summary>
    /// <remarks>A group that has lost its last offset stays, as in Kafka, until offsets are next looked through for what has expired.</remarks>
    public bool IsOver => !Offsets.HasAnyUnderWay
        && (State.Phase == GroupPhase.Dead || (!Offsets.HasHadAny && ReferenceEquals(State, GroupState.New)));

    /// <summary>
    /// What is to be done when a decision's records cannot be written, ever: one of them is larger than a batch may be. To be applied like any other;
    /// whoever waited for them is told so (UNKNOWN_SERVER_ERROR), and a group whose assignments they were rebalances.
    /// </summary>
    /// <param name="decision">The decision.</param>
    /// <param name="now">The time.</param>
    public GroupDecision Refuse(GroupDecision decision, DateTimeOffset now)
    {
        Offsets.GiveUp(decision.Records);
        var draft = new GroupDraft(State, _options, now);
        foreach (var answer in decision.AnswersWhenKept)
            draft.Answer(answer.Ticket, new ErrorReply(ErrorCode.UnknownServerError));
        if (decision.WhenKept is AssignmentsKept kept)
            SyncDecisions.OnRefused(draft, kept);
        return draft.Done();
    }

    /// <summary>A decision's records are committed.</summary>
    public void Keep(ImmutableArray<GroupRecord> records) => Offsets.Keep(records);
}
