using ActorBroker.Machines.Groups;

namespace ActorBroker.Broker.Groups;

/// <summary>A group as far as its records were read.</summary>
internal sealed class LoadedGroup
{
    /// <summary>The group; null when only offsets are kept.</summary>
    public GroupSnapshot? Snapshot { get; set; }

    public GroupOffsets Offsets { get; } = new();
}
