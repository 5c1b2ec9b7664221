using System.Collections.Immutable;

namespace ActorBroker.Machines.Groups;

/// <summary>What is kept of a group in <c>__consumer_offsets</c>: enough for its members to go on after a restart without a rebalance. Immutable.</summary>
/// <param name="ProtocolType">The kind of group; empty text for none.</param>
/// <param name="Generation">The generation.</param>
/// <param name="Protocol">How it assigns; null without members.</param>
/// <param name="Leader">Who assigns; null without members.</param>
/// <param name="Since">When the group became what it is; null when not known.</param>
/// <param name="Members">The members with their assignments; of their protocols only the one that was chosen.</param>
public sealed record GroupSnapshot(
    string ProtocolType, int Generation, string? Protocol, string? Leader, DateTimeOffset? Since, ImmutableArray<GroupMember> Members)
{
    /// <summary>The group as it is kept.</summary>
    public static GroupSnapshot Of(GroupState state) => new(
        state.ProtocolType ?? "", state.Generation, state.Protocol, state.Leader, state.Since, [.. state.Members.Values]);

    /// <summary>The group as it goes on from what was kept: stable, or empty.</summary>
    /// <param name="now">From when on silence counts.</param>
    public GroupState Resume(DateTimeOffset now) => GroupState.New with
    {
        Phase = Members.IsEmpty ? GroupPhase.Empty : GroupPhase.Stable,
        Generation = Generation,
        ProtocolType = ProtocolType.Length == 0 ? null : ProtocolType,
        Protocol = Members.IsEmpty ? null : Protocol,
        Leader = Members.IsEmpty ? null : Leader,
        Since = Since,
        Members = GroupState.New.Members.SetItems(Members.Select(member => KeyValuePair.Create(member.Id, Resumed(member, now)))),
    };

    private static GroupMember Resumed(GroupMember member, DateTimeOffset now) => member with
    {
        Joining = null,
        Syncing = null,
        IsNew = false,
        HasSynced = true,
        Deadline = now + member.SessionTimeout,
    };
}
