using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.State;

/// <summary>Cuts a log at its end (a follower's divergence) or at its start (retention, DeleteRecords). Owned by the log's one owner.</summary>
internal readonly struct LogCut(LoadedLog log, LogWriter writer)
{
    private const int CopyBytes = 1024 * 1024;

    /// <summary>Where a log must be cut so that no batch holds <paramref name="offset"/> or a later one: below it where the batch that holds it begins below.</summary>
    /// <param name="offset">At or above the log's start.</param>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public CutPosition Find(Offset offset)
    {
        var index = log.IndexOf(offset);
        var segment = log.Segments[index];
        if (segment.Bytes == 0)
            return new CutPosition(index, 0, segment.BaseOffset);

        using var lease = segment.LogFile.Acquire();
        try
        {
            var whole = log.Whole(index, writer.End);
            var found = new BatchLocator(segment, lease.File, segment.Bytes, whole).FindOffset(offset);
            return found is { } first
                ? new CutPosition(index, first.Position, first.BaseOffset)
                : new CutPosition(index, segment.Bytes, Offset.Min(offset, whole.End));
        }
        catch (CorruptBatchException damage)
        {
            return new CutPosition(index, (int)damage.Position, damage.First);
        }
    }

    /// <summary>Removes what lies behind the position; durable on return.</summary>
    /// <param name="cut">From <see cref="Find"/>.</param>
    /// <param name="inPlace">True when no reader leases bytes; else the kept part of the segment is copied, and leased bytes stay as they were.</param>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public void TruncateAt(CutPosition cut, bool inPlace)
    {
        CompactionCheckpointFile.Cut(log.Disk, log.Directory, cut.End);
        log.ForgetAbortedCounts(log.Segments[cut.Index].BaseOffset);
        for (var removed = log.Segments.Count - 1; removed > cut.Index; removed--)
            Remove(removed);

        if (cut.Position < log.Segments[cut.Index].Bytes)
            Shorten(cut.Index, cut.Position, inPlace);
        FlushNames();
        log.Segments[cut.Index].Transactions.Truncate(cut.End);
        CutState(cut.End);
    }

    /// <summary>Empties the log; its next record gets <paramref name="offset"/>. Durable on return.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public void RestartAt(Offset offset)
    {
        CompactionCheckpointFile.Cut(log.Disk, log.Directory, offset);
        log.ForgetAbortedCounts(Offset.Zero);
        for (var removed = log.Segments.Count - 1; removed >= 0; removed--)
            Remove(removed);
        log.Epochs.Clear();
        log.Producers.Clear(offset);
        log.Damage.Clear();
        writer.ResetEnd(offset);
        writer.Begin(offset);
        ProducerSnapshots.DeleteAbove(log.Disk, log.Directory, Offset.None);
        LeaderEpochsFile.Save(log.Disk, log.Directory, log.Epochs);
        FlushNames();
    }

    /// <summary>
    /// Makes durable what batches above the recovery point and below <paramref name="start"/> told of producers: they go before a checkpoint covers them,
    /// and who wrote them must not be forgotten (KIP-360).
    /// </summary>
    /// <param name="recoveryPoint">Below it producers are in a durable snapshot.</param>
    /// <param name="start">The log's start to be.</param>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public void SecureProducers(Offset recoveryPoint, Offset start)
    {
        if (log.Producers.Count == 0)
            return;

        var first = log.Segments[log.IndexOf(start)].BaseOffset;
        if (start == writer.End)
            ProducerSnapshots.Flush(log.Disk, ProducerSnapshots.Write(log.Disk, log.Directory, log.Producers));
        else if (first > recoveryPoint)
            ProducerSnapshots.Flush(log.Disk, ProducerSnapshots.PathOf(log.Directory, first));
        else
            return;

        FlushNames();
    }

    /// <summary>Removes the segments that lie wholly below <paramref name="start"/>; a log that ends there keeps an empty segment named by its end.</summary>
    /// <returns>True when a segment went; not durable before the directory is flushed.</returns>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public bool RemoveBelow(Offset start)
    {
        if (start == writer.End && log.Active.Bytes > 0)
            writer.Roll(start);

        var removed = false;
        while (log.Segments.Count > 1 && log.Segments[1].BaseOffset <= start)
        {
            Remove(0);
            removed = true;
        }

        log.Damage.RemoveAll(damage => damage.Next <= start);
        writer.ContentChanged |= log.Epochs.TruncateFromStart(start) | removed;
        log.Producers.RetainFrom(start);
        return removed;
    }

    /// <summary>A log that is clean after the cut may be closed: who opens it again takes its directory's own name for durable.</summary>
    private void FlushNames()
    {
        log.FlushNames(writer.DirectoryIsNew);
        writer.DirectoryIsNew = false;
    }

    private void Shorten(int index, int position, bool inPlace)
    {
        var segment = log.Segments[index];
        if (inPlace)
        {
            using var lease = segment.LogFile.Acquire();
            lease.File.SetLength(position);
            lease.File.Flush();
        }
        else
            CopyKept(segment, position);

        var shortened = log.SegmentAt(segment.BaseOffset, position);
        segment.Close();
        if (position == 0)
            segment.DeleteIndexes(log.Disk);
        shortened.Transactions.Load();
        log.Segments[index] = shortened;
    }

    private void CopyKept(Segment segment, int position)
    {
        var copyPath = segment.LogFile.Path + AtomicFile.TemporarySuffix;
        var buffer = new byte[Math.Min(CopyBytes, Math.Max(1, position))];
        using (var source = segment.LogFile.Acquire())
        using (var copy = log.Disk.Open(copyPath, LogFileMode.ExistingOrNew))
        {
            copy.SetLength(0);
            for (var done = 0; done < position;)
            {
                var read = source.File.Read(done, buffer.AsSpan(0, Math.Min(buffer.Length, position - done)));
                Invariant.Holds(read > 0, "a segment has the bytes that were appended to it");
                copy.Write(done, buffer.AsSpan(0, read));
                done += read;
            }

            copy.Flush();
        }

        segment.LogFile.Close();
        log.Disk.Rename(copyPath, segment.LogFile.Path);
    }

    private void CutState(Offset end)
    {
        log.Epochs.TruncateFromEnd(end);
        log.Damage.RemoveAll(damage => damage.First >= end);
        LeaderEpochsFile.Save(log.Disk, log.Directory, log.Epochs);
        ProducerSnapshots.DeleteAbove(log.Disk, log.Directory, end);
        writer.ResetEnd(end);
        if (log.Producers.Count == 0)
        {
            log.Producers.Clear(end);
            return;
        }

        var snapshots = SegmentListing.Of(log.Disk, log.Directory).Snapshots;
        ProducerSnapshots.LoadNewest(log.Disk, log.Directory, snapshots, log.Segments[0].BaseOffset, end, log.Producers);
        new LogReplay(log, end).Producers();
    }

    private void Remove(int index)
    {
        log.Segments[index].Delete(log.Disk);
        log.Segments.RemoveAt(index);
        writer.NamesChanged = true;
    }
}
