using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>
/// Transactions that ended in this log with a marker that is not below the high watermark yet. Until it is, another leader may lack the
/// marker and end them otherwise, so their records are not stable.
/// </summary>
/// <remarks>
/// Only the smallest first offset is ever asked for. So a transaction goes as soon as a later marker ends one that began earlier: the later
/// one holds the offset down for longer. What is left rises in both numbers.
/// </remarks>
internal sealed class UnreplicatedTransactions
{
    private readonly List<(Offset First, Offset Marker)> _transactions = [];

    /// <summary>What is kept, in order of markers.</summary>
    public IReadOnlyList<(Offset First, Offset Marker)> Kept => _transactions;

    /// <summary>Adds a transaction whose marker lies above those of all before.</summary>
    public void Add(Offset first, Offset marker)
    {
        while (_transactions.Count > 0 && _transactions[^1].First >= first)
            _transactions.RemoveAt(_transactions.Count - 1);
        _transactions.Add((first, marker));
    }

    /// <summary>Where the oldest begins whose marker is not below <paramref name="highWatermark"/>, or <see cref="Offset.None"/>.</summary>
    public Offset FirstOffset(Offset highWatermark)
    {
        foreach (var (first, marker) in _transactions)
        {
            if (marker >= highWatermark)
                return first;
        }

        return Offset.None;
    }

    /// <summary>Forgets those whose marker lies below <paramref name="offset"/>.</summary>
    public void RemoveBelow(Offset offset)
    {
        var count = 0;
        while (count < _transactions.Count && _transactions[count].Marker < offset)
            count++;
        _transactions.RemoveRange(0, count);
    }

    public void Clear() => _transactions.Clear();
}
