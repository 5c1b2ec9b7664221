using System.Collections.Immutable;

namespace ActorBroker.Hosting.Metrics;

/// <summary>The groups of this broker when they were last asked. Immutable.</summary>
/// <param name="Members">How many members each group has, by its name.</param>
/// <param name="Places">How far they have come, group by group.</param>
/// <param name="LeftOut">How many groups there are besides: above the limit, or without an answer in time.</param>
internal sealed record GroupSnapshot(ImmutableArray<KeyValuePair<string, int>> Members, ImmutableArray<GroupPlace> Places, int LeftOut)
{
    /// <summary>Nobody was asked yet.</summary>
    public static GroupSnapshot Empty { get; } = new([], [], 0);
}
