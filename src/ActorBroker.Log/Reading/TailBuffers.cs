using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Reading;

/// <summary>The newest batches of a log, in the buffers of those who appended them. Immutable: an append makes another.</summary>
internal sealed class TailBuffers
{
    /// <summary>Nothing is in memory.</summary>
    public static readonly TailBuffers Empty = new([]);

    private readonly Chunk[] _chunks;

    private TailBuffers(Chunk[] chunks) => _chunks = chunks;

    /// <summary>With a chunk more at the end, and without the oldest ones that exceed <paramref name="bytesMax"/>, whose shares are given back.</summary>
    public TailBuffers Add(ReadOnlyMemory<byte> batches, IBufferLease share, int bytesMax)
    {
        if (batches.Length > bytesMax || !share.TryRetain())
            return Clear();

        var bytes = batches.Length;
        var kept = _chunks.Length;
        while (kept > 0 && bytes + _chunks[kept - 1].Batches.Length <= bytesMax)
            bytes += _chunks[--kept].Batches.Length;
        for (var index = 0; index < kept; index++)
            _chunks[index].Share.Release();
        return new TailBuffers([.. _chunks.AsSpan(kept), Chunk.Of(batches, share)]);
    }

    /// <summary>Gives all shares back.</summary>
    public TailBuffers Clear()
    {
        foreach (var chunk in _chunks)
            chunk.Share.Release();
        return Empty;
    }

    /// <summary>
    /// A slice that begins with the batch of <paramref name="from"/> and holds whole batches below <paramref name="upTo"/>, at most <paramref name="bytesMax"/> bytes but one batch at least;
    /// null when that batch is not in memory or ends behind <paramref name="upTo"/>.
    /// </summary>
    public MemorySlice? TryRead(Offset from, Offset upTo, int bytesMax)
    {
        foreach (var chunk in _chunks)
        {
            if (from >= chunk.BaseOffset && from < chunk.NextOffset)
                return chunk.TryRead(from, upTo, bytesMax);
        }

        return null;
    }

    private readonly record struct Chunk(Offset BaseOffset, Offset NextOffset, ReadOnlyMemory<byte> Batches, IBufferLease Share)
    {
        public static Chunk Of(ReadOnlyMemory<byte> batches, IBufferLease share)
        {
            var (baseOffset, nextOffset) = (Offset.None, Offset.None);
            foreach (var batch in new RecordBatchEnumerator(batches.Span))
            {
                baseOffset = baseOffset == Offset.None ? batch.BaseOffset : baseOffset;
                nextOffset = batch.NextOffset;
            }

            return new Chunk(baseOffset, nextOffset, batches, share);
        }

        public MemorySlice? TryRead(Offset from, Offset upTo, int bytesMax)
        {
            if (!Share.TryRetain())
                return null;

            var bytes = Batches.Span;
            var start = -1;
            var end = 0;
            var baseOffset = Offset.None;
            while (RecordBatch.TryOpen(bytes[end..], out var batch) && batch.NextOffset <= upTo)
            {
                if (start < 0 && batch.LastOffset >= from)
                    (start, baseOffset) = (end, batch.BaseOffset);
                else if (start >= 0 && end + batch.Bytes.Length - start > bytesMax)
                    break;
                end += batch.Bytes.Length;
            }

            if (start >= 0)
                return new MemorySlice(baseOffset, Batches[start..end], Share);
            Share.Release();
            return null;
        }
    }
}
