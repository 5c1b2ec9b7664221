using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;

namespace ActorBroker.Log.State;

/// <summary>Collects what a flush of one log must bring to the disk.</summary>
internal readonly struct LogFlush(LogContext context, LoadedLog log, LogWriter writer)
{
    /// <summary>Makes the ticket; a checkpoint's indexes and producer state are written here and flushed by it.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public FlushTicket Prepare(int generation, bool isCheckpoint)
    {
        var active = log.Active;
        var segments = isCheckpoint ? writer.Uncheckpointed : writer.Unflushed;
        var ticket = new FlushTicket(context, log.Directory, writer.End, generation, isCheckpoint)
        {
            HasProducers = log.Producers.Count > 0,
            Closed = segments.FindAll(segment => segment != active),
        };
        foreach (var segment in segments)
            AddSegment(ticket, segment, isCheckpoint);
        if (isCheckpoint && log.Disk.DirectoryExists(log.Directory))
            AddState(ticket);
        if (writer.NamesChanged)
            ticket.AddDirectory(log.Directory);
        if (writer.DirectoryIsNew)
            ticket.AddDirectory(context.Path);
        writer.NamesChanged = false;
        writer.DirectoryIsNew = false;
        return ticket;
    }

    /// <summary>Forgets the segments whose every byte the ticket flushed.</summary>
    public static void Release(LogWriter writer, FlushTicket ticket)
    {
        Release(writer.Unflushed, writer, ticket);
        if (ticket.IsCheckpoint)
            Release(writer.Uncheckpointed, writer, ticket);
    }

    private static void Release(List<Segment> segments, LogWriter writer, FlushTicket ticket)
    {
        if (writer.End == ticket.UpTo)
            segments.Clear();
        else
            segments.RemoveAll(segment => ticket.Closed.Contains(segment));
    }

    private void AddSegment(FlushTicket ticket, Segment segment, bool isCheckpoint)
    {
        ticket.Add(segment.LogFile, segment);
        if (!isCheckpoint)
            return;

        if (segment == log.Active)
        {
            segment.CompleteIndexes(writer.End);
            segment.Transactions.Seal();
        }

        var (offsets, times) = segment.IndexFiles;
        ticket.Add(offsets, segment);
        ticket.Add(times, segment);
        ticket.Add(segment.Transactions.File, segment);
        writer.NamesChanged = true;
    }

    private void AddState(FlushTicket ticket)
    {
        if (log.Producers.Count > 0)
        {
            var path = ProducerSnapshots.Write(log.Disk, log.Directory, log.Producers);
            ticket.Add(new CachedFile(context.Files, path), null);
            writer.NamesChanged = true;
        }

        ticket.Replace($"{log.Directory}/{LeaderEpochsFile.Name}", LeaderEpochsFile.Encode(log.Epochs));
        var counts = log.AbortedCounts;
        if (counts.SequenceEqual(log.SavedAbortedCounts))
            return;

        ticket.Replace($"{log.Directory}/{AbortedCountsFile.Name}", AbortedCountsFile.Encode(counts));
        log.SavedAbortedCounts = counts;
    }
}
