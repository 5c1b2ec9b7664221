using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Producers;

/// <summary>
/// The rules by which a leader takes or refuses a producer's batch, and what the batches that were accepted, but are not applied yet,
/// will have made of their producers.
/// </summary>
internal sealed class ProducerChecks
{
    private readonly Dictionary<ProducerId, Tail> _ahead = [];

    /// <summary>Judges a batch of a producer. <paramref name="entry"/> is what is applied of it; null when nothing is known.</summary>
    public ProducerCheck Check(in RecordBatch batch, ProducerEntry? entry, bool markerRaisesEpoch)
    {
        if (!batch.IsControl && entry is not null && entry.TryFindDuplicate(batch, out var original))
            return new ProducerCheck(
                ErrorCode.DuplicateSequenceNumber, original.FirstOffset, original.LastOffset, original.Timestamp);

        if (!_ahead.TryGetValue(batch.ProducerId, out var tail))
            tail = Tail.Of(entry);
        var error = batch.IsControl ? CheckMarker(batch, ref tail, markerRaisesEpoch) : CheckData(batch, ref tail);
        if (error == ErrorCode.None)
            _ahead[batch.ProducerId] = tail with { Pending = tail.Pending + 1 };
        return ProducerCheck.Of(error);
    }

    /// <summary>One accepted batch of this producer is applied now.</summary>
    public void OnApplied(ProducerId producer)
    {
        if (_ahead.Count == 0 || !_ahead.TryGetValue(producer, out var tail))
            return;
        if (tail.Pending == 1)
            _ahead.Remove(producer);
        else
            _ahead[producer] = tail with { Pending = tail.Pending - 1 };
    }

    /// <summary>Gives up what was accepted and is not applied.</summary>
    public void Forget() => _ahead.Clear();

    private static ErrorCode CheckData(in RecordBatch batch, ref Tail tail)
    {
        if (batch.ProducerEpoch < tail.Epoch)
            return ErrorCode.InvalidProducerEpoch;
        if (batch.BaseSequence != Sequence.None && !Follows(batch, tail))
            return ErrorCode.OutOfOrderSequenceNumber;
        if (tail.InTransaction && !batch.IsTransactional)
            return ErrorCode.InvalidTxnState;

        var kept = batch.ProducerEpoch == tail.Epoch ? tail.LastSequence : Sequence.None;
        tail = tail with
        {
            Epoch = batch.ProducerEpoch,
            LastSequence = batch.BaseSequence == Sequence.None ? kept : batch.LastSequence,
            InTransaction = batch.IsTransactional,
        };
        return ErrorCode.None;
    }

    private static bool Follows(in RecordBatch batch, in Tail tail)
    {
        // Of a producer that is not known (any more) any sequence is taken: its history may have expired (KIP-360).
        if (tail.Epoch == ProducerEpoch.None)
            return true;

        var expected = batch.ProducerEpoch == tail.Epoch ? tail.LastSequence.Advance(1) : new Sequence(0);
        return batch.BaseSequence == expected;
    }

    private static ErrorCode CheckMarker(in RecordBatch batch, ref Tail tail, bool raisesEpoch)
    {
        // With an epoch per transaction a marker of the present epoch is late: it belongs to the transaction before.
        // Once nothing is open it can only be the same marker sent again, which is harmless.
        var isLate = raisesEpoch && tail.InTransaction && batch.ProducerEpoch == tail.Epoch;
        if (batch.ProducerEpoch < tail.Epoch || isLate)
            return ErrorCode.InvalidProducerEpoch;
        if (!TransactionMarkers.TryRead(batch, out var marker))
            return ErrorCode.None;
        if (marker.CoordinatorEpoch < tail.CoordinatorEpoch)
            return ErrorCode.TransactionCoordinatorFenced;

        tail = new Tail(
            batch.ProducerEpoch,
            batch.ProducerEpoch == tail.Epoch ? tail.LastSequence : Sequence.None,
            marker.CoordinatorEpoch,
            InTransaction: false,
            tail.Pending);
        return ErrorCode.None;
    }

    /// <summary>As much of a producer as the rules ask for; <paramref name="Pending"/> counts its accepted batches that are not applied.</summary>
    private readonly record struct Tail(
        ProducerEpoch Epoch, Sequence LastSequence, int CoordinatorEpoch, bool InTransaction, int Pending)
    {
        public static Tail Of(ProducerEntry? entry) => entry is null
            ? new Tail(ProducerEpoch.None, Sequence.None, -1, InTransaction: false, 0)
            : new Tail(entry.Epoch, entry.LastSequence, entry.CoordinatorEpoch, entry.HasOpenTransaction, 0);
    }
}
