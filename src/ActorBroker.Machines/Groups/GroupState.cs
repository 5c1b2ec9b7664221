using System.Collections.Immutable;

namespace ActorBroker.Machines.Groups;

/// <summary>All that a classic group is at one moment, but for its offsets. Immutable.</summary>
/// <remarks>
/// <b>Invariants:</b> <see cref="GroupPhase.Empty"/> and <see cref="GroupPhase.Dead"/> have no members, the two phases behind the join have some;
/// a leader is a member; no instance id twice; who waits to sync waits in <see cref="GroupPhase.CompletingRebalance"/>; no protocol without members.
/// </remarks>
public sealed record GroupState
{
    private static readonly ImmutableSortedDictionary<string, GroupMember> NoMembers =
        ImmutableSortedDictionary.Create<string, GroupMember>(StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, DateTimeOffset> NonePending =
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>A group that nobody has joined: an offset store, until somebody does.</summary>
    public static GroupState New { get; } = new();

    /// <summary>Where it stands.</summary>
    public GroupPhase Phase { get; init; }

    /// <summary>Rises with each completed join; 0 before the first.</summary>
    public int Generation { get; init; }

    /// <summary><c>consumer</c>, <c>connect</c>, …; null before anybody has joined.</summary>
    public string? ProtocolType { get; init; }

    /// <summary>How this generation assigns; null without members.</summary>
    public string? Protocol { get; init; }

    /// <summary>The member who assigns; null without members.</summary>
    public string? Leader { get; init; }

    /// <summary>When the phase began; null when the record it was read from does not say.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The members by id.</summary>
    public ImmutableSortedDictionary<string, GroupMember> Members { get; init; } = NoMembers;

    /// <summary>Ids that were given out and not used yet (KIP-394), and until when they may be.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> Pending { get; init; } = NonePending;

    /// <summary>The wait of a first rebalance; null when none is going on.</summary>
    public InitialDelay? Delay { get; init; }

    /// <summary>When a rebalance goes on without those who have not joined again; null when none is being prepared, or during <see cref="Delay"/>.</summary>
    public DateTimeOffset? JoinDeadline { get; init; }

    /// <summary>When those who have not asked for their assignment count as gone; null when all have.</summary>
    public DateTimeOffset? SyncDeadline { get; init; }

    /// <summary>The longest rebalance timeout of the members; zero without any.</summary>
    public TimeSpan RebalanceTimeout => Members.IsEmpty ? TimeSpan.Zero : Members.Values.Max(member => member.RebalanceTimeout);

    /// <summary>True when all members wait for the next generation, and nobody else is expected.</summary>
    public bool HasEverybodyJoined => Pending.IsEmpty && Members.Values.All(member => member.Joining is not null);

    /// <summary>True when the members can be read as consumers' (<c>consumer</c>).</summary>
    public bool IsOfConsumers => ProtocolType == "consumer";

    /// <summary>When the group has to be looked at next, if nothing happens before; null for never.</summary>
    public DateTimeOffset? NextDeadline
    {
        get
        {
            var next = Earlier(Earlier(Delay?.Deadline, JoinDeadline), SyncDeadline);
            foreach (var (_, deadline) in Pending)
                next = Earlier(next, deadline);
            foreach (var (_, member) in Members)
                next = Earlier(next, member.Expiry);
            return next;
        }
    }

    /// <summary>The static member of this name; null when there is none.</summary>
    public GroupMember? FindStatic(string instanceId) => Members.Values.FirstOrDefault(member => member.InstanceId == instanceId);

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null ? right : right is null || left < right ? left : right;
}
