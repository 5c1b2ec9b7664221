using System.Collections.Immutable;

namespace ActorBroker.Machines.Groups;

/// <summary>A member of a classic group. Immutable.</summary>
public sealed record GroupMember
{
    /// <summary>The id that the group gave it.</summary>
    public required string Id { get; init; }

    /// <summary>The name that a static member keeps over restarts (KIP-345); null for a dynamic member.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What the client calls itself.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where it connected from, as Kafka writes it: a slash and the address.</summary>
    public required string ClientHost { get; init; }

    /// <summary>How long it may be silent.</summary>
    public required TimeSpan SessionTimeout { get; init; }

    /// <summary>How long it may take to join again in a rebalance.</summary>
    public required TimeSpan RebalanceTimeout { get; init; }

    /// <summary>What it offers, best first.</summary>
    public required ImmutableArray<GroupProtocol> Protocols { get; init; }

    /// <summary>What the leader of the present generation assigned to it.</summary>
    public ReadOnlyMemory<byte> Assignment { get; init; }

    /// <summary>The JoinGroup that waits; null when none does.</summary>
    public long? Joining { get; init; }

    /// <summary>The SyncGroup that waits; null when none does.</summary>
    public long? Syncing { get; init; }

    /// <summary>True until its first join is answered: it does not know its id, so it cannot send heartbeats.</summary>
    public bool IsNew { get; init; }

    /// <summary>True once it has asked for its assignment in this generation.</summary>
    public bool HasSynced { get; init; }

    /// <summary>When it counts as gone, unless it is heard of before.</summary>
    public DateTimeOffset Deadline { get; init; }

    /// <summary>When it counts as gone; null while it waits for us, who cannot expect a word of it meanwhile.</summary>
    public DateTimeOffset? Expiry => IsNew || (Joining is null && Syncing is null) ? Deadline : null;

    /// <summary>What it says to whoever assigns by this protocol; empty for one that it does not offer.</summary>
    public ReadOnlyMemory<byte> MetadataFor(string? protocol) =>
        Protocols.FirstOrDefault(offered => offered.Name == protocol)?.Metadata ?? ReadOnlyMemory<byte>.Empty;

    /// <summary>True when it offers this protocol.</summary>
    public bool Offers(string protocol)
    {
        foreach (var offered in Protocols)
        {
            if (offered.Name == protocol)
                return true;
        }

        return false;
    }
}
