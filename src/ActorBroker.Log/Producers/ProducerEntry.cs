using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Producers;

/// <summary>One producer's state in one log. Changed only by <see cref="ProducerStates"/>.</summary>
internal sealed class ProducerEntry(ProducerId producer)
{
    private AppendedBatches _batches;
    private int _next;

    public ProducerId Producer => producer;

    public ProducerEpoch Epoch { get; private set; } = ProducerEpoch.None;

    /// <summary>The epoch of the coordinator that wrote the last marker; -1 for none.</summary>
    public int CoordinatorEpoch { get; private set; } = -1;

    /// <summary>Milliseconds since 1970, from the last batch or marker.</summary>
    public long LastTimestamp { get; private set; } = -1;

    /// <summary>Where the open transaction begins, or <see cref="Offset.None"/>.</summary>
    public Offset TransactionFirstOffset { get; private set; } = Offset.None;

    /// <summary>How many batches of the present epoch are kept: 0 to 5.</summary>
    public int BatchCount { get; private set; }

    public bool HasOpenTransaction => TransactionFirstOffset != Offset.None;

    public Sequence LastSequence => BatchCount == 0 ? Sequence.None : Batch(BatchCount - 1).LastSequence;

    /// <summary>A kept batch, counted from the oldest.</summary>
    public AppendedBatch Batch(int index) =>
        _batches[(_next + AppendedBatches.Length - BatchCount + index) % AppendedBatches.Length];

    /// <summary>True when a kept batch has the same epoch and the same sequences.</summary>
    public bool TryFindDuplicate(in RecordBatch batch, out AppendedBatch original)
    {
        original = default;
        if (batch.ProducerEpoch != Epoch || batch.BaseSequence == Sequence.None)
            return false;

        for (var index = BatchCount - 1; index >= 0; index--)
        {
            original = Batch(index);
            if (original.FirstSequence == batch.BaseSequence && original.LastSequence == batch.LastSequence)
                return true;
        }

        return false;
    }

    /// <summary>Notes a data batch; one without a sequence (a coordinator's) leaves only its time.</summary>
    public void AddBatch(in RecordBatch batch)
    {
        Enter(batch.ProducerEpoch);
        LastTimestamp = batch.MaxTimestamp;
        if (batch.BaseSequence != Sequence.None)
            AddBatch(AppendedBatch.Of(batch));
    }

    public void AddBatch(in AppendedBatch batch)
    {
        _batches[_next] = batch;
        _next = (_next + 1) % AppendedBatches.Length;
        BatchCount = Math.Min(BatchCount + 1, AppendedBatches.Length);
    }

    public void OpenTransaction(Offset first) => TransactionFirstOffset = first;

    /// <summary>Notes a marker, which ends the transaction.</summary>
    public void EndTransaction(ProducerEpoch epoch, int coordinatorEpoch, long timestamp)
    {
        Restore(epoch, coordinatorEpoch, timestamp, Offset.None);
    }

    /// <summary>Sets all but the batches, which go when the epoch is another.</summary>
    public void Restore(ProducerEpoch epoch, int coordinatorEpoch, long timestamp, Offset transactionFirstOffset)
    {
        Enter(epoch);
        CoordinatorEpoch = coordinatorEpoch;
        LastTimestamp = timestamp;
        TransactionFirstOffset = transactionFirstOffset;
    }

    private void Enter(ProducerEpoch epoch)
    {
        if (epoch == Epoch)
            return;

        Epoch = epoch;
        BatchCount = 0;
    }
}
