namespace ActorBroker.Machines.Metadata;

/// <summary>The levels of one feature that a broker can run at (KIP-584), both ends included.</summary>
/// <param name="Name">The feature's name, such as <c>metadata.version</c>.</param>
/// <param name="First">The lowest level, 0 and up; 0 means that the feature may be off.</param>
/// <param name="Last">The highest level, <paramref name="First"/> and up.</param>
public readonly record struct FeatureRange(string Name, short First, short Last)
{
    /// <summary>True when the level lies in the range.</summary>
    public bool Contains(short level) => level >= First && level <= Last;
}
