using ActorBroker.Log.Epochs;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Reading;

/// <summary>What readers need of a log besides its bounds: the segments, the epochs, what is known to be damaged. Immutable.</summary>
/// <param name="Segments">In order of their base offsets, one at least.</param>
/// <param name="Epochs">Which epoch wrote which offsets.</param>
/// <param name="Damage">Ranges that recovery found to be unreadable, in order.</param>
/// <param name="AllowGaps">True where compaction may have taken whole batches.</param>
/// <param name="Gate">Counts the leases; closed when files of this content are changed otherwise than by appending.</param>
internal sealed record LogContent(
    Segment[] Segments, EpochView Epochs, IReadOnlyList<LogDamage> Damage, bool AllowGaps, LeaseGate Gate)
{
    /// <summary>Bytes of batches in all segments but the last.</summary>
    public long ClosedBytes
    {
        get
        {
            var bytes = 0L;
            foreach (var segment in Segments.AsSpan(0, Segments.Length - 1))
                bytes += segment.Bytes;
            return bytes;
        }
    }

    /// <summary>See <see cref="ReadView.AbortedTransactions"/>.</summary>
    public List<AbortedTransaction> AbortedTransactions(Offset from, Offset upTo)
    {
        var found = new List<AbortedTransaction>();
        for (var index = Math.Max(0, FloorIndex(from)); index < Segments.Length; index++)
        {
            var lookup = Segments[index].Transactions.Collect(from, upTo, found);
            if (lookup == TransactionLookup.Complete)
                break;
            if (lookup == TransactionLookup.Cut)
                throw new SupersededException();
        }

        return found;
    }

    /// <summary>The segment that holds <paramref name="offset"/>: the last one that begins at or below it; -1 when all begin above.</summary>
    public int FloorIndex(Offset offset)
    {
        var low = 0;
        var high = Segments.Length;
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (Segments[middle].BaseOffset <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
