namespace ActorBroker.Log.Tests.Compaction;

/// <summary>Reads as Kafka's consumer does with <c>isolation.level=read_committed</c>: by the list of aborted transactions and the markers it comes by (KIP-98).</summary>
internal static class CommittedReader
{
    /// <summary>What it shows are the committed records that are left, and nothing else.</summary>
    public static void Check(PartitionLog log, CompactionHistory history, List<StoredBatch> left)
    {
        var stable = log.View.Bounds.LastStable;
        var expected = left.Where(batch => !batch.IsControl && batch.Base < stable.Value)
            .SelectMany(batch => batch.Records).Select(record => record.Offset).Where(history.IsCommitted);

        Assert.Equal(expected, Read(log, left.Where(batch => batch.Last < stable.Value)));
    }

    private static List<long> Read(PartitionLog log, IEnumerable<StoredBatch> batches)
    {
        var aborted = new Queue<(long Producer, long First)>(
            log.View.AbortedTransactions(log.View.Bounds.Start, log.View.Bounds.LastStable)
                .OrderBy(transaction => transaction.FirstOffset).Select(found => (found.Producer.Value, found.FirstOffset.Value)));
        var skipped = new HashSet<long>();
        var shown = new List<long>();
        foreach (var batch in batches)
        {
            while (aborted.TryPeek(out var next) && next.First <= batch.Last)
                skipped.Add(aborted.Dequeue().Producer);
            if (batch.IsControl && batch.IsCommit == false)
                skipped.Remove(batch.Producer.Id);
            else if (!batch.IsControl && !(batch.Producer.IsTransactional && skipped.Contains(batch.Producer.Id)))
                shown.AddRange(batch.Records.Select(record => record.Offset));
        }

        return shown;
    }
}
