using System.Globalization;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Storage;

/// <summary>
/// Serves all reads that waited, in one pass over the log: whatever the order in which they came, offsets only rise, so that each block is read once.
/// </summary>
/// <remarks>Runs on the executor. What goes wrong with one read ends that read, and no other.</remarks>
internal sealed class ReadPass(IReadOnlyList<LogRead> reads, LogBlocks blocks, BlockCache cache)
{
    private const int BlockBytesMin = 16 * 1024;

    private readonly PriorityQueue<LogRead, long> _wanted = new();
    private int _blockBytes = BlockBytesMin;
    private long _nearEnd;

    public void Run()
    {
        foreach (var read in reads)
            Continue(read);
        while (_wanted.TryPeek(out _, out var offset))
        {
            if (Find(offset) is { } block)
                Deliver(block);
            if (_wanted.TryPeek(out _, out var next) && next <= offset)
                FailUpTo(offset + 1, new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The log has no record at offset {offset}.")));
        }
    }

    /// <summary>Null when the block cannot be read; those who wanted it were told.</summary>
    private LogBlock? Find(long offset)
    {
        if (cache.Find(offset) is { } cached)
            return cached;

        try
        {
            return Read(offset);
        }
        catch (CorruptBatchException exception)
        {
            FailUpTo(Math.Max(exception.Next.Value, offset + 1), exception);
        }
        catch (LogDiskException exception)
        {
            FailUpTo(offset + 1, exception);
        }

        return null;
    }

    /// <summary>Reads more and more at once as long as what is wanted next lies near; one event that is wanted alone costs a batch.</summary>
    private LogBlock? Read(long offset)
    {
        _blockBytes = offset < _nearEnd ? Math.Min(2 * _blockBytes, LogBlocks.BlockBytesMax) : BlockBytesMin;
        var block = blocks.Read(offset, _blockBytes);
        if (block is null)
            return null;

        _nearEnd = block.Next + (block.Next - block.First);
        cache.Add(block);
        return block;
    }

    private void Deliver(LogBlock block)
    {
        foreach (var batch in new RecordBatchEnumerator(block.Bytes.Span))
        {
            if (!_wanted.TryPeek(out _, out var offset) || offset >= block.Next)
                break;
            if (offset < batch.NextOffset.Value)
                Deliver(batch);
        }
    }

    private void Deliver(RecordBatch batch)
    {
        foreach (var record in batch.Records)
        {
            while (_wanted.TryPeek(out var read, out var offset) && offset == record.Offset.Value)
            {
                _wanted.Dequeue();
                Deliver(record, read);
            }

            if (!_wanted.TryPeek(out _, out var next) || next >= batch.NextOffset.Value)
                return;
        }
    }

    /// <summary>Serializers and actors are behind this call, so that anything may be thrown.</summary>
    private void Deliver(RecordView record, LogRead read)
    {
        try
        {
            read.OnRecord(record);
        }
        catch (Exception exception)
        {
            read.OnEnd(exception);
            return;
        }

        read.Advance();
        Continue(read);
    }

    private void Continue(LogRead read)
    {
        if (read.IsComplete)
            read.OnEnd(null);
        else
            _wanted.Enqueue(read, read.NextOffset);
    }

    private void FailUpTo(long end, Exception failure)
    {
        while (_wanted.TryPeek(out var read, out var offset) && offset < end)
        {
            _wanted.Dequeue();
            read.OnEnd(failure);
        }
    }
}
