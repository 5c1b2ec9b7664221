namespace ActorBroker.Machines.Groups;

/// <summary>One way to assign that a member offers (for consumers, an assignor), with what the member says to whoever assigns by it.</summary>
/// <param name="Name">The protocol's name.</param>
/// <param name="Metadata">Bytes that only members understand.</param>
public sealed record GroupProtocol(string Name, ReadOnlyMemory<byte> Metadata)
{
    /// <summary>By name and bytes.</summary>
    public bool Equals(GroupProtocol? other) => other is not null && Name == other.Name && Metadata.Span.SequenceEqual(other.Metadata.Span);

    /// <summary>By name: protocols of one name are few.</summary>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
