namespace ActorBroker.Model.Compression;

/// <summary>The levels that a codec knows (KIP-390): a higher one takes longer and, as a rule, gives fewer bytes.</summary>
/// <param name="Minimum">The lowest level.</param>
/// <param name="Maximum">The highest level.</param>
/// <param name="Default">The level used when none is asked for.</param>
public readonly record struct CompressionLevelRange(int Minimum, int Maximum, int Default)
{
    /// <summary>True when <paramref name="level"/> lies in the range, ends included.</summary>
    public bool Contains(int level) => level >= Minimum && level <= Maximum;
}
