using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>The open transactions of one log, by their first offsets, which rise with each that opens.</summary>
internal sealed class OpenTransactions
{
    private readonly List<Offset> _firstOffsets = [];

    /// <summary>Where the oldest begins, or <see cref="Offset.None"/>.</summary>
    public Offset FirstOffset => _firstOffsets.Count == 0 ? Offset.None : _firstOffsets[0];

    /// <summary>Adds one; at the end unless a snapshot is being loaded.</summary>
    public void Add(Offset first)
    {
        var index = _firstOffsets.BinarySearch(first);
        if (index < 0)
            _firstOffsets.Insert(~index, first);
    }

    public void Remove(Offset first)
    {
        var index = _firstOffsets.BinarySearch(first);
        if (index >= 0)
            _firstOffsets.RemoveAt(index);
    }

    public void Clear() => _firstOffsets.Clear();
}
