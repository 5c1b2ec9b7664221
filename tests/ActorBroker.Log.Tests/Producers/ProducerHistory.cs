using ActorBroker.Log.Producers;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Producers;

/// <summary>
/// The slow, obvious way: keeps every batch of the log and answers each question by reading the whole history again.
/// </summary>
internal sealed class ProducerHistory
{
    private readonly List<TestBatch> _log = [];

    public IReadOnlyList<TestBatch> Log => _log;

    public void Append(TestBatch batch) => _log.Add(batch);

    /// <summary>What a leader should say to this batch if <paramref name="ahead"/> were appended already.</summary>
    public ProducerCheck Check(TestBatch batch, IEnumerable<TestBatch> ahead)
    {
        var applied = _log.Where(other => other.Producer == batch.Producer).ToList();
        if (batch.IsCommit is null && OfPresentEpoch(applied).TakeLast(5).LastOrDefault(
            other => (other.Epoch, other.Sequence, other.Count) == (batch.Epoch, batch.Sequence, batch.Count)) is { } original)
            return new ProducerCheck(
                ErrorCode.DuplicateSequenceNumber,
                new Offset(original.Offset),
                new Offset(original.Offset + original.Count - 1),
                original.Timestamp);

        List<TestBatch> history = [.. applied, .. ahead.Where(other => other.Producer == batch.Producer)];
        return new ProducerCheck(ErrorOf(batch, history), Offset.None, Offset.None, -1);
    }

    /// <summary>The smallest first offset of a transaction that is open, or whose marker is at or above the high watermark; -1 for none.</summary>
    public long FirstUnstableOffset(long highWatermark) =>
        Transactions().Where(one => one.Marker is null || one.Marker.Offset >= highWatermark)
            .Select(one => one.First).DefaultIfEmpty(-1).Min();

    /// <summary>What the last batch of the log completed.</summary>
    public CompletedTransaction? LastCompleted()
    {
        var marker = _log[^1];
        var ended = Transactions().Where(one => ReferenceEquals(one.Marker, marker)).ToList();
        if (ended.Count == 0)
            return null;

        var stable = Transactions().Where(one => one.Marker is null).Select(one => one.First).DefaultIfEmpty(marker.Offset + 1).Min();
        return new CompletedTransaction(
            new ProducerId(marker.Producer),
            new Offset(ended[0].First),
            new Offset(marker.Offset),
            new Offset(stable),
            marker.IsCommit == false);
    }

    public ProducerDescription? Describe(long producer)
    {
        var history = _log.Where(batch => batch.Producer == producer).ToList();
        if (history.Count == 0)
            return null;

        return new ProducerDescription(
            new ProducerId(producer),
            new ProducerEpoch(history[^1].Epoch),
            new Sequence(LastSequence(history)),
            history[^1].Timestamp,
            history.FindLast(batch => batch.IsCommit is not null)?.CoordinatorEpoch ?? -1,
            new Offset(OpenSince(history)));
    }

    private static ErrorCode ErrorOf(TestBatch batch, List<TestBatch> history)
    {
        var epoch = history.Count == 0 ? -1 : history[^1].Epoch;
        if (batch.Epoch < epoch)
            return ErrorCode.InvalidProducerEpoch;
        if (batch.IsCommit is not null)
        {
            var coordinator = history.FindLast(other => other.IsCommit is not null)?.CoordinatorEpoch ?? -1;
            return batch.CoordinatorEpoch < coordinator ? ErrorCode.TransactionCoordinatorFenced : ErrorCode.None;
        }

        var expected = batch.Epoch > epoch ? 0 : (LastSequence(history) + 1L) % (1L << 31);
        if (history.Count > 0 && batch.Sequence != expected)
            return ErrorCode.OutOfOrderSequenceNumber;
        return OpenSince(history) >= 0 && !batch.IsTransactional ? ErrorCode.InvalidTxnState : ErrorCode.None;
    }

    /// <summary>The data batches since the producer's epoch last changed.</summary>
    private static IEnumerable<TestBatch> OfPresentEpoch(List<TestBatch> history)
    {
        var begin = history.FindLastIndex(batch => batch.Epoch != history[^1].Epoch) + 1;
        return history.Skip(begin).Where(batch => batch.IsCommit is null);
    }

    private static int LastSequence(List<TestBatch> history) => OfPresentEpoch(history).LastOrDefault() is { } last
        ? (int)(((long)last.Sequence + last.Count - 1) % (1L << 31))
        : -1;

    private static long OpenSince(List<TestBatch> history)
    {
        var begin = history.FindLastIndex(batch => batch.IsCommit is not null) + 1;
        return history.Skip(begin).FirstOrDefault(batch => batch.IsTransactional)?.Offset ?? -1;
    }

    private IEnumerable<(long First, TestBatch? Marker)> Transactions()
    {
        foreach (var history in _log.GroupBy(batch => batch.Producer))
        {
            long? first = null;
            foreach (var batch in history)
            {
                if (batch.IsCommit is null)
                {
                    first ??= batch.IsTransactional ? batch.Offset : null;
                }
                else if (first is { } begun)
                {
                    yield return (begun, batch);
                    first = null;
                }
            }

            if (first is { } open)
                yield return (open, null);
        }
    }
}
