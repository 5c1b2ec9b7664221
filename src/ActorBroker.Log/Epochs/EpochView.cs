using ActorBroker.Model;

namespace ActorBroker.Log.Epochs;

/// <summary>What <see cref="LeaderEpochs"/> held at one moment, for readers on other threads. Immutable.</summary>
public sealed class EpochView
{
    /// <summary>Knows no epoch.</summary>
    public static readonly EpochView Empty = new([]);

    private readonly EpochStart[] _entries;

    private EpochView(EpochStart[] entries) => _entries = entries;

    /// <summary>What <paramref name="epochs"/> holds now.</summary>
    public static EpochView Of(LeaderEpochs epochs) => new(epochs.Entries.ToArray());

    /// <summary>All entries, oldest first.</summary>
    public ReadOnlySpan<EpochStart> Entries => _entries;

    /// <summary>The epoch that wrote, or would write, this offset; <see cref="LeaderEpoch.None"/> below the first known start.</summary>
    public LeaderEpoch EpochAt(Offset offset)
    {
        var index = IndexOf(offset);
        return index < 0 ? LeaderEpoch.None : _entries[index].Epoch;
    }

    /// <summary>
    /// True when a batch that begins at <paramref name="offset"/> may carry <paramref name="epoch"/>: the epoch that wrote this offset, or,
    /// behind the latest epoch's start, a later one that was not noted yet. Below the first known start everything may be.
    /// </summary>
    public bool Allows(Offset offset, LeaderEpoch epoch)
    {
        var index = IndexOf(offset);
        if (index < 0)
            return true;

        var latest = index == _entries.Length - 1;
        return epoch == _entries[index].Epoch || (latest && epoch > _entries[index].Epoch && offset > _entries[index].Start);
    }

    private int IndexOf(Offset offset)
    {
        var index = _entries.Length - 1;
        while (index >= 0 && _entries[index].Start > offset)
            index--;
        return index;
    }
}
