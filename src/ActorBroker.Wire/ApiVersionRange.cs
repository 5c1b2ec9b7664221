namespace ActorBroker.Wire;

/// <summary>Versions of an API from the first to the last, both inclusive. Empty when the last is below the first.</summary>
public readonly record struct ApiVersionRange(short First, short Last)
{
    /// <summary>True when no version is in it.</summary>
    public bool IsEmpty => Last < First;

    /// <summary>True for a version that is in it.</summary>
    public bool Contains(short version) => version >= First && version <= Last;

    /// <summary>The versions that are in both; empty when there are none.</summary>
    public ApiVersionRange Intersect(ApiVersionRange other) => new(Math.Max(First, other.First), Math.Min(Last, other.Last));

    /// <summary>First and last with a hyphen between them.</summary>
    public override string ToString() => $"{First}-{Last}";
}
