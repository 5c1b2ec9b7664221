namespace ActorBroker.Log.Indexes;

/// <summary>One entry of a <see cref="SparseIndex"/>.</summary>
internal readonly record struct IndexEntry(long Key, int Value)
{
    /// <summary>Stands before the first entry of every index.</summary>
    public static readonly IndexEntry None = new(long.MinValue, -1);
}
