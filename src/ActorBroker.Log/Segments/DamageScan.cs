using System.Buffers;
using ActorBroker.Log.Disk;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Segments;

/// <summary>Looks for sound batches behind bytes that are none.</summary>
internal static class DamageScan
{
    private const int WindowBytes = 64 * 1024;

    /// <summary>What is wrong with the batch at <paramref name="position"/>; <see cref="StoredBatchDefect.None"/> when nothing is.</summary>
    public static StoredBatchDefect DefectAt(ILogFile file, int position, int bound, BatchExpectation expected)
    {
        using var scanner = new BatchScanner(file, position, bound, BatchScanner.SeekBytes);
        if (!scanner.MoveNextWhole())
            return StoredBatchDefect.Length;
        RecordBatch.TryOpen(scanner.Batch.Span, out var batch);
        return expected.Check(batch);
    }

    /// <summary>
    /// The first place at or behind <paramref name="position"/> where a whole batch with a right checksum lies whose offsets come after what was expected; null when there is none.
    /// </summary>
    public static BatchPosition? NextSound(ILogFile file, int position, int bound, BatchExpectation expected)
    {
        var window = ArrayPool<byte>.Shared.Rent(WindowBytes);
        try
        {
            while (bound - position >= RecordBatchFormat.HeaderBytes)
            {
                var count = file.Read(position, window.AsSpan(0, Math.Min(WindowBytes, bound - position)));
                var starts = count - RecordBatchFormat.HeaderBytes + 1;
                if (starts <= 0)
                    return null;
                for (var start = 0; start < starts; start++)
                {
                    if (MayBegin(window.AsSpan(start), expected) && Sound(file, position + start, bound, expected) is { } found)
                        return found;
                }

                position += starts;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    private static bool MayBegin(ReadOnlySpan<byte> bytes, BatchExpectation expected) =>
        bytes[RecordBatchFormat.MagicPosition] == RecordBatchFormat.Magic
        && RecordBatch.TotalBytes(bytes) >= RecordBatchFormat.HeaderBytes
        && expected.CheckHeader(RecordBatch.OpenHeader(bytes)) == StoredBatchDefect.None;

    private static BatchPosition? Sound(ILogFile file, int position, int bound, BatchExpectation expected)
    {
        using var scanner = new BatchScanner(file, position, bound, BatchScanner.SeekBytes);
        if (!scanner.MoveNextWhole())
            return null;
        RecordBatch.TryOpen(scanner.Batch.Span, out var batch);
        return expected.Check(batch) == StoredBatchDefect.None
            ? new BatchPosition(position, scanner.Bytes, batch.BaseOffset, batch.NextOffset, batch.MaxTimestamp)
            : null;
    }
}
