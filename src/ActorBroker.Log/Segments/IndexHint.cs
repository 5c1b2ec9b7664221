using ActorBroker.Model;

namespace ActorBroker.Log.Segments;

/// <summary>Where an index says that a batch begins, and which last offset it says the batch has; <see cref="Offset.None"/>: the segment's start, of which it says nothing.</summary>
internal readonly record struct IndexHint(int Position, Offset LastOffset)
{
    /// <summary>The segment's start.</summary>
    public static readonly IndexHint Start = new(0, Offset.None);
}
