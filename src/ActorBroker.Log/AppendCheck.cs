using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log;

/// <summary>Judges batches before an append writes the first of them.</summary>
internal static class AppendCheck
{
    /// <summary>Gives each batch its offset and epoch, one behind the other from <paramref name="next"/> on.</summary>
    /// <exception cref="UnexpectedBatchException">A chunk is no row of whole batches of version 2, or the epoch fell.</exception>
    public static void AssignAndCheck(PartitionId id, ReadOnlySpan<LogChunk> chunks, Offset next, LeaderEpoch epoch, LeaderEpoch latest)
    {
        if (epoch < latest)
            throw new UnexpectedBatchException(id, $"leader epoch {epoch} is below the log's latest, {latest}.");

        foreach (var chunk in chunks)
        {
            var rest = chunk.Batches.Span;
            while (!rest.IsEmpty)
            {
                var batch = Open(id, rest);
                RecordBatchPatch.Assign(rest, next, epoch);
                next = next + batch.LastOffsetDelta + 1;
                rest = rest[batch.Bytes.Length..];
            }
        }
    }

    /// <summary>Checks that the batches follow <paramref name="next"/> and each other.</summary>
    /// <returns>True when there is a gap between them, as compaction leaves one.</returns>
    /// <exception cref="UnexpectedBatchException">A chunk is no row of whole batches of version 2; or an offset or an epoch falls.</exception>
    public static bool Check(PartitionId id, ReadOnlySpan<LogChunk> chunks, Offset next, LeaderEpoch latest)
    {
        var hasGaps = false;
        foreach (var chunk in chunks)
        {
            ReadOnlySpan<byte> rest = chunk.Batches.Span;
            while (!rest.IsEmpty)
            {
                var batch = Open(id, rest);
                if (batch.BaseOffset < next)
                    throw new UnexpectedBatchException(id, $"its base offset is {batch.BaseOffset}; {next} or more was expected.");
                if (batch.LeaderEpoch < latest)
                    throw new UnexpectedBatchException(id, $"its leader epoch is {batch.LeaderEpoch}; {latest} or more was expected.");

                hasGaps |= batch.BaseOffset > next;
                next = batch.NextOffset;
                latest = batch.LeaderEpoch;
                rest = rest[batch.Bytes.Length..];
            }
        }

        return hasGaps;
    }

    private static RecordBatch Open(PartitionId id, ReadOnlySpan<byte> bytes)
    {
        if (!RecordBatch.TryOpen(bytes, out var batch))
            throw new UnexpectedBatchException(id, $"{bytes.Length} bytes hold no whole batch.");
        if (batch.Magic != RecordBatchFormat.Magic || batch.LastOffsetDelta < 0)
            throw new UnexpectedBatchException(id, $"format version {batch.Magic} with last offset delta {batch.LastOffsetDelta} is no batch of version 2.");
        return batch;
    }
}
