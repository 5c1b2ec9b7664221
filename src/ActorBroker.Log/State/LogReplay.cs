using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.State;

/// <summary>Reads batches of a log again to make what was derived from them: producer state, aborted transactions, leader epochs.</summary>
/// <param name="log">Its segments are known; what follows from the batches is changed.</param>
/// <param name="logEnd">Batches from here on do not count.</param>
internal readonly struct LogReplay(LoadedLog log, Offset logEnd)
{
    /// <summary>Brings the producer state from where it is to the log's end.</summary>
    /// <exception cref="Disk.LogDiskException">The disk failed.</exception>
    public void Producers() => Apply(new HashSet<Offset>());

    /// <summary>Notes the aborted transactions of some segments again. The producer state is not the log's afterwards: it is to be loaded.</summary>
    /// <param name="snapshots">The offsets of the producer snapshots there are.</param>
    /// <param name="remade">The base offsets of the segments.</param>
    /// <exception cref="Disk.LogDiskException">The disk failed.</exception>
    public void Transactions(IReadOnlyList<Offset> snapshots, IReadOnlySet<Offset> remade)
    {
        if (remade.Count == 0)
            return;

        ProducerSnapshots.LoadNewest(log.Disk, log.Directory, snapshots, log.Segments[0].BaseOffset, remade.Min(), log.Producers);
        Apply(remade);
    }

    /// <summary>Makes the epochs from the batches alone.</summary>
    /// <exception cref="Disk.LogDiskException">The disk failed.</exception>
    public void Epochs()
    {
        var epochs = log.Epochs;
        epochs.Clear();
        foreach (var segment in log.Segments)
        {
            Walk(segment, (in RecordBatch batch) =>
            {
                if (batch.LeaderEpoch.Value >= 0)
                    epochs.Assign(batch.LeaderEpoch, batch.BaseOffset);
            });
        }
    }

    private void Apply(IReadOnlySet<Offset> remade)
    {
        var producers = log.Producers;
        for (var index = log.IndexOf(producers.NextOffset); index < log.Segments.Count; index++)
        {
            var segment = log.Segments[index];
            Walk(segment, (in RecordBatch batch) =>
            {
                if (producers.Apply(batch) is { IsAborted: true } aborted && remade.Contains(segment.BaseOffset))
                    segment.Transactions.Append(aborted);
            });
        }
    }

    private void Walk(Segment segment, BatchAction apply)
    {
        if (segment.Bytes == 0)
            return;

        using var lease = segment.LogFile.Acquire();
        using var scanner = new BatchScanner(lease.File, 0, segment.Bytes, BatchScanner.ScanBytes);
        while (scanner.MoveNextWhole())
        {
            RecordBatch.TryOpen(scanner.Batch.Span, out var batch);
            if (batch.Magic != RecordBatchFormat.Magic || batch.NextOffset > logEnd)
                return;
            apply(batch);
        }
    }

    private delegate void BatchAction(in RecordBatch batch);
}
