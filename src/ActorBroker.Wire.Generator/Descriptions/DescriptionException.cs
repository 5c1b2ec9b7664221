namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>A description that cannot be read, or that contradicts itself: where and why. It becomes a build error.</summary>
internal sealed class DescriptionException(SourcePlace place, string reason) : Exception(reason)
{
    public SourcePlace Place { get; } = place;
}
