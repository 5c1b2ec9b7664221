using ActorBroker.Model;

namespace ActorBroker.Log.Epochs;

/// <summary>What <see cref="LeaderEpochs"/> held at one moment, for readers on other threads. Immutable.</summary>
public sealed class EpochView
{
    /// <summary>Knows no epoch.</summary>
    public static readonly EpochView Empty = new([], Offset.Zero);

    private readonly EpochStart[] _entries;
    private readonly Offset _completeTo;

    private EpochView(EpochStart[] entries, Offset completeTo)
    {
        _entries = entries;
        _completeTo = completeTo;
    }

    /// <summary>What <paramref name="epochs"/> holds now: every epoch of the log.</summary>
    public static EpochView Of(LeaderEpochs epochs) => Of(epochs, new Offset(long.MaxValue));

    /// <summary>What <paramref name="epochs"/> holds now: every epoch that began below <paramref name="completeTo"/>; behind it later ones may have begun.</summary>
    public static EpochView Of(LeaderEpochs epochs, Offset completeTo) => new(epochs.Entries.ToArray(), completeTo);

    /// <summary>All entries, oldest first.</summary>
    public ReadOnlySpan<EpochStart> Entries => _entries;

    /// <summary>The epoch that wrote, or would write, this offset; <see cref="LeaderEpoch.None"/> below the first known start.</summary>
    public LeaderEpoch EpochAt(Offset offset)
    {
        var index = IndexOf(offset);
        return index < 0 ? LeaderEpoch.None : _entries[index].Epoch;
    }

    /// <summary>See <see cref="LeaderEpochs.EndOffsetFor(LeaderEpoch, Offset)"/>.</summary>
    public EpochEnd EndOffsetFor(LeaderEpoch requested, Offset logEnd) => LeaderEpochs.EndOffsetFor(_entries, requested, logEnd);

    /// <summary>
    /// True when a batch that begins at <paramref name="offset"/> may carry <paramref name="epoch"/>: the epoch that wrote this offset, or,
    /// where the view is not complete, one later than all that are known. Below the first known start everything may be.
    /// </summary>
    public bool Allows(Offset offset, LeaderEpoch epoch)
    {
        var index = IndexOf(offset);
        if (index < 0)
            return true;

        return epoch == _entries[index].Epoch || (offset >= _completeTo && epoch > _entries[^1].Epoch);
    }

    private int IndexOf(Offset offset)
    {
        var index = _entries.Length - 1;
        while (index >= 0 && _entries[index].Start > offset)
            index--;
        return index;
    }
}
