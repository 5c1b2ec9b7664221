using ActorBroker.Log.Producers;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Compaction;

/// <summary>Tells of a segment's batches whether their transaction was aborted.</summary>
internal sealed class AbortedRanges
{
    private readonly Dictionary<ProducerId, Queue<(Offset First, Offset Last)>> _ranges = [];

    /// <summary>Takes the aborted transactions that have records in a segment, in order of their markers, in place of those of the segment before.</summary>
    public void Load(List<AbortedTransaction> aborted)
    {
        _ranges.Clear();
        foreach (var transaction in aborted)
        {
            if (!_ranges.TryGetValue(transaction.Producer, out var ranges))
                _ranges.Add(transaction.Producer, ranges = []);
            ranges.Enqueue((transaction.FirstOffset, transaction.LastOffset));
        }
    }

    /// <summary>True for a batch of records that were aborted; markers are none. Batches come in their order.</summary>
    public bool Cover(in RecordBatch batch)
    {
        if (!batch.IsTransactional || batch.IsControl || !_ranges.TryGetValue(batch.ProducerId, out var ranges))
            return false;

        while (ranges.TryPeek(out var range))
        {
            if (range.Last > batch.LastOffset)
                return range.First <= batch.BaseOffset;
            ranges.Dequeue();
        }

        return false;
    }
}
