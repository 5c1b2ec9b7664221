using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Reading;

/// <summary>Batches that lie in a file, whose handle the slice keeps open.</summary>
/// <param name="lease">The open file; the slice's own from now on.</param>
/// <param name="position">Where the first batch begins.</param>
/// <param name="bytesMax">How many bytes to read; the first batch is among them whole.</param>
/// <param name="first">What the first batch must look like; its end is the segment's.</param>
/// <param name="upTo">Batches that reach this offset are left out.</param>
internal sealed class FileSlice(SegmentLease lease, int position, int bytesMax, BatchExpectation first, Offset upTo)
    : LogSlice(first.Next, bytesMax)
{
    private const int ChunkBytes = 128 * 1024;

    private SegmentLease _lease = lease;

    public override int CopyTo(Span<byte> destination)
    {
        var expected = first;
        var read = 0;
        var sound = 0;
        while (read < BytesMax)
        {
            // Read and check by turns, so that the check finds the bytes in the processor's cache.
            var wanted = Math.Min(ChunkBytes, BytesMax - read);
            var count = _lease.File.Read(position + read, destination.Slice(read, wanted));
            read += count;
            if (!CheckBatches(destination[..read], ref sound, ref expected) || count < wanted)
                break;
        }

        return sound > 0 ? sound : throw Damage(StoredBatchDefect.Length);
    }

    public override bool TryReadHeader(Span<byte> destination) => _lease.File.Read(position, destination) == destination.Length;

    /// <summary>Moves <paramref name="sound"/> behind the last whole batch that may be given; false when none behind it may.</summary>
    private bool CheckBatches(ReadOnlySpan<byte> bytes, ref int sound, ref BatchExpectation expected)
    {
        while (RecordBatch.TryOpen(bytes[sound..], out var batch))
        {
            var defect = expected.Check(batch);
            if (defect == StoredBatchDefect.None && batch.NextOffset > upTo)
                return false;
            if (defect != StoredBatchDefect.None)
                return sound > 0 ? false : throw Damage(defect);

            expected = expected.After(batch);
            sound += batch.Bytes.Length;
        }

        return true;
    }

    private protected override void Dispose(bool disposing) => _lease.Dispose();

    private CorruptBatchException Damage(StoredBatchDefect defect)
    {
        var bound = (int)Math.Min(int.MaxValue, _lease.File.Length);
        var sound = DamageScan.NextSound(_lease.File, position + 1, bound, first with { AllowGaps = true });
        return new CorruptBatchException(first.Next, sound?.BaseOffset ?? first.End, _lease.File.Path, position, defect);
    }
}
