using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.State;

/// <summary>Writes batches to a log's active segment, and makes a new one when it is full. Owned by the log's one owner.</summary>
internal sealed class LogWriter(LoadedLog log, Offset end)
{
    private readonly List<ReadOnlyMemory<byte>> _pending = [];
    private int _pendingBytes;

    /// <summary>Segments with bytes that were not flushed since they were written, in order.</summary>
    public List<Segment> Unflushed { get; } = [];

    /// <summary>Segments with bytes that were written since the last checkpoint, in order.</summary>
    public List<Segment> Uncheckpointed { get; } = [];

    /// <summary>True when files came or went since the directory was flushed.</summary>
    public bool NamesChanged { get; set; }

    /// <summary>True when the replica's directory was made and its name in the log directory was not flushed since.</summary>
    public bool DirectoryIsNew { get; set; }

    /// <summary>True when readers must be told of other segments or epochs.</summary>
    public bool ContentChanged { get; set; }

    /// <summary>The offset behind the last batch.</summary>
    public Offset End { get; private set; } = end;

    /// <summary>Writes checked batches, in as few calls as there are segments to fill.</summary>
    /// <exception cref="LogDiskException">The disk failed; some of the bytes may be on it.</exception>
    public void Append(ReadOnlySpan<LogChunk> chunks)
    {
        foreach (var chunk in chunks)
        {
            ReadOnlyMemory<byte> rest = chunk.Batches;
            var taken = 0;
            while (RecordBatch.TryOpen(rest.Span[taken..], out var batch))
            {
                if (MustRoll(batch, taken))
                {
                    Enqueue(rest[..taken]);
                    WritePending();
                    Roll(batch.BaseOffset);
                    rest = rest[taken..];
                    taken = 0;
                }

                log.ActiveFirstTimestamp ??= batch.MaxTimestamp;
                taken += batch.Bytes.Length;
            }

            Enqueue(rest[..taken]);
        }

        WritePending();
    }

    /// <summary>Closes the active segment and begins one; an active segment without batches gives way to it.</summary>
    /// <param name="baseOffset">The new segment's name: the log's end, or behind it where compaction took batches.</param>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public void Roll(Offset baseOffset)
    {
        var closed = log.Active;
        if (closed.Bytes == 0 && closed.BaseOffset == baseOffset)
            return;

        if (closed.Bytes > 0)
        {
            closed.CompleteIndexes(End);
            closed.Transactions.Seal();
            ProducerSnapshots.Write(log.Disk, log.Directory, log.Producers);
        }
        else
        {
            log.Segments.Remove(closed);
            closed.Delete(log.Disk);
        }

        Begin(baseOffset);
    }

    /// <summary>Adds an empty segment, with its file.</summary>
    public void Begin(Offset baseOffset)
    {
        log.Segments.Add(log.SegmentAt(baseOffset, 0));
        log.ActiveFirstTimestamp = null;
        CreateActiveFile();
        ContentChanged = true;
    }

    /// <summary>The log was changed otherwise than by appending, and ends here now.</summary>
    public void ResetEnd(Offset newEnd)
    {
        End = newEnd;
        log.ActiveFirstTimestamp = null;
        Reset(Unflushed);
        Reset(Uncheckpointed);
        ContentChanged = true;
    }

    /// <summary>These segments gave way to another, all of which is durable.</summary>
    public void Forget(IReadOnlyCollection<Segment> replaced)
    {
        Unflushed.RemoveAll(replaced.Contains);
        Uncheckpointed.RemoveAll(replaced.Contains);
        ContentChanged = true;
    }

    private bool MustRoll(in RecordBatch batch, int taken)
    {
        var (active, options) = (log.Active, log.Options);
        var before = (long)active.Bytes + _pendingBytes + taken;
        if (batch.LastOffset - active.BaseOffset > int.MaxValue)
            return true;
        if (before == 0)
            return false;
        return before + batch.Bytes.Length > options.SegmentBytesMax
            || active.IndexBytes > options.IndexBytesMax - SegmentIndexes.EntryBytes
            || batch.MaxTimestamp - FirstTimestamp(batch) > SegmentAge.MaxMs(options, log.Id, active.BaseOffset);
    }

    private long FirstTimestamp(in RecordBatch batch)
    {
        log.ActiveFirstTimestamp ??= log.Active.FirstTimestamp();
        return log.ActiveFirstTimestamp ?? batch.MaxTimestamp;
    }

    private void Enqueue(ReadOnlyMemory<byte> batches)
    {
        if (batches.IsEmpty)
            return;

        _pending.Add(batches);
        _pendingBytes += batches.Length;
    }

    private void WritePending()
    {
        if (_pending.Count == 0)
            return;

        try
        {
            WriteBytes();
            foreach (var batches in _pending)
                Account(batches.Span);
        }
        finally
        {
            _pending.Clear();
            _pendingBytes = 0;
        }
    }

    private void WriteBytes()
    {
        var active = log.Active;
        if (active.Bytes == 0)
            CreateActiveFile();
        using var lease = active.LogFile.Acquire();
        if (_pending.Count == 1)
            lease.File.Write(active.Bytes, _pending[0].Span);
        else
            lease.File.Write(active.Bytes, _pending);
    }

    private void Account(ReadOnlySpan<byte> batches)
    {
        var active = log.Active;
        active.Appended(batches);
        AddOnce(Unflushed, active);
        AddOnce(Uncheckpointed, active);
        while (RecordBatch.TryOpen(batches, out var batch))
        {
            if (batch.LeaderEpoch > log.Epochs.Latest)
                ContentChanged |= log.Epochs.Assign(batch.LeaderEpoch, batch.BaseOffset);
            if (log.Producers.Apply(batch) is { IsAborted: true } aborted)
                active.Transactions.Append(aborted);
            End = batch.NextOffset;
            batches = batches[batch.Bytes.Length..];
        }
    }

    /// <summary>Leaves out segments that are gone; the active one may be another object for the same file.</summary>
    private void Reset(List<Segment> segments)
    {
        segments.RemoveAll(segment => !log.Segments.Contains(segment));
        if (log.Segments.Count > 0)
            AddOnce(segments, log.Active);
    }

    private static void AddOnce(List<Segment> segments, Segment newest)
    {
        if (segments.Count == 0 || segments[^1] != newest)
            segments.Add(newest);
    }

    /// <summary>Makes the active segment's file, and removes what another segment of that name left.</summary>
    private void CreateActiveFile()
    {
        if (!log.Disk.DirectoryExists(log.Directory))
        {
            log.Disk.CreateDirectory(log.Directory);
            DirectoryIsNew = true;
        }

        var active = log.Active;
        active.DeleteIndexes(log.Disk);
        using var lease = active.LogFile.Acquire(LogFileMode.ExistingOrNew);
        NamesChanged = true;
    }
}
