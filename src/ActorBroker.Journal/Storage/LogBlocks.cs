using ActorBroker.Log;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Storage;

/// <summary>Reads a log block by block.</summary>
/// <remarks>Any thread: it reads from the log's view.</remarks>
internal sealed class LogBlocks(PartitionLog log)
{
    /// <summary>How many bytes are read at once where one thing after the other is wanted, unless one batch is longer.</summary>
    public const int BlockBytesMax = 256 * 1024;

    private const int AttemptsMax = 100;

    /// <summary>The block that begins with the batch that holds an offset, or with the first one behind it; null at the end of the log.</summary>
    /// <param name="from">The offset.</param>
    /// <param name="bytes">How many bytes are wanted; the first batch comes whole even so.</param>
    /// <exception cref="Log.Segments.CorruptBatchException">That batch is damaged.</exception>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public LogBlock? Read(long from, int bytes)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var view = log.View;
            var result = view.Read(new Offset(from), view.Bounds.End, bytes);
            if (result.Status == ReadStatus.Found)
                return Copy(result.Slice!);
            if (result.Status != ReadStatus.Superseded)
                return null;
        }

        throw new LogDiskException("read", log.Id.ToString(), LogDiskError.Failed, "The log's segments were replaced again and again.");
    }

    private static LogBlock Copy(LogSlice slice)
    {
        using (slice)
        {
            var bytes = new byte[slice.BytesMax];
            var length = slice.CopyTo(bytes);
            var next = slice.BaseOffset.Value;
            foreach (var batch in new RecordBatchEnumerator(bytes.AsSpan(0, length)))
                next = batch.NextOffset.Value;
            return new LogBlock(bytes.AsMemory(0, length), slice.BaseOffset.Value, next);
        }
    }
}
