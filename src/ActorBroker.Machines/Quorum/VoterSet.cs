using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>Those whose majority decides. Immutable; equal when it has the same members.</summary>
/// <remarks><b>Invariants:</b> at least one member; no member twice.</remarks>
public sealed class VoterSet : IEquatable<VoterSet>
{
    /// <summary>Makes the set of these voters, in any order.</summary>
    public VoterSet(IEnumerable<VoterId> members)
    {
        Members = [.. members.Distinct().Order()];
        Invariant.Holds(Members.Length > 0, "a quorum has at least one voter");
    }

    /// <summary>All members, in order.</summary>
    public ImmutableArray<VoterId> Members { get; }

    /// <summary>The least number of members that is more than half.</summary>
    public int Majority => (Members.Length / 2) + 1;

    /// <summary>True for a member.</summary>
    public bool Contains(VoterId voter) => Members.Contains(voter);

    /// <summary>True when more than half of the members satisfy a condition.</summary>
    public bool HasMajority(Func<VoterId, bool> condition) => Members.Count(condition) >= Majority;

    /// <summary>The set with one more member.</summary>
    public VoterSet With(VoterId voter) => new(Members.Append(voter));

    /// <summary>The set without a member, who must not be the only one.</summary>
    public VoterSet Without(VoterId voter) => new(Members.Where(member => member != voter));

    /// <inheritdoc/>
    public bool Equals(VoterSet? other) => other is not null && Members.AsSpan().SequenceEqual(other.Members.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VoterSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var member in Members)
            hash.Add(member);
        return hash.ToHashCode();
    }

    /// <summary>The members, with commas between them.</summary>
    public override string ToString() => string.Join(", ", Members);
}
