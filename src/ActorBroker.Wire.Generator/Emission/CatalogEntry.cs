using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Generator.Emission;

/// <summary>What the list of all APIs needs of one; compared by value, so that the list is written again only when it changes.</summary>
internal sealed class CatalogEntry(string name, int key, string meaning, VersionRange versions, VersionRange flexible, bool requestHoldsFrame, bool hasResponse)
    : IEquatable<CatalogEntry>
{
    public string Name { get; } = name;

    public int Key { get; } = key;

    public string Meaning { get; } = meaning;

    public VersionRange Versions { get; } = versions;

    public VersionRange Flexible { get; } = flexible;

    public bool RequestHoldsFrame { get; } = requestHoldsFrame;

    /// <summary>False when the file describes a request without a response.</summary>
    public bool HasResponse { get; } = hasResponse;

    public bool Equals(CatalogEntry? other) =>
        other is not null && Name == other.Name && Key == other.Key && Meaning == other.Meaning && Versions.Equals(other.Versions)
        && Flexible.Equals(other.Flexible) && RequestHoldsFrame == other.RequestHoldsFrame && HasResponse == other.HasResponse;

    public override bool Equals(object? obj) => Equals(obj as CatalogEntry);

    public override int GetHashCode() => Key;
}
