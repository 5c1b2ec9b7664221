using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Segments;

/// <summary>Finds batches in one segment: from an index entry on, by their headers, past damage where there is some behind the target.</summary>
/// <param name="segment">The segment.</param>
/// <param name="file">Its open file of batches.</param>
/// <param name="bound">Bytes from here on do not count.</param>
/// <param name="whole">What the segment's first batch must look like; its end is the offset behind the last byte before <paramref name="bound"/>.</param>
internal readonly struct BatchLocator(Segment segment, ILogFile file, int bound, BatchExpectation whole)
{
    /// <summary>The first batch with a last offset of at least <paramref name="target"/>, or null when the segment has none.</summary>
    /// <exception cref="CorruptBatchException">It is damaged, or gone.</exception>
    public BatchPosition? FindOffset(Offset target) => Find(new Target(target, long.MinValue));

    /// <summary>The first batch from <paramref name="start"/> on whose largest timestamp is at least <paramref name="timestamp"/>, or null when the segment has none.</summary>
    /// <exception cref="CorruptBatchException">It cannot be told, since a batch on the way is damaged or gone.</exception>
    public BatchPosition? FindTimestamp(Offset start, long timestamp) => Find(new Target(start, timestamp));

    private BatchPosition? Find(Target target)
    {
        var hint = segment.FloorOffset(target.Start, bound, whole.End);
        if (Walk(hint, target, out var found))
            return found;

        segment.RebuildIndexes(whole.End);
        Invariant.Holds(Walk(IndexHint.Start, target, out found), "a walk from the segment's start needs no index");
        return found;
    }

    /// <summary>Walks headers; false when the hint turned out to be wrong.</summary>
    private bool Walk(IndexHint hint, Target target, out BatchPosition? found)
    {
        found = null;
        var expected = hint.Position == 0 ? whole : whole with { AllowGaps = true };
        for (var position = hint.Position; ;)
        {
            using var scanner = new BatchScanner(file, position, bound, BatchScanner.SeekBytes);
            while (target.IsTimestamp ? scanner.MoveNextWhole() : scanner.MoveNext())
            {
                var header = scanner.Header;
                if (scanner.Position == hint.Position && hint != IndexHint.Start && header.LastOffset != hint.LastOffset)
                    return false;
                if (!Holds(expected, scanner, target))
                    break;
                var timestamp = SegmentIndexes.TimestampOf(header);
                if (target.IsMetBy(header.LastOffset, timestamp))
                {
                    found = new BatchPosition(scanner.Position, scanner.Bytes, header.BaseOffset, header.NextOffset, timestamp);
                    return true;
                }

                expected = whole.After(header);
                position = scanner.NextPosition;
            }

            if (position == hint.Position && hint != IndexHint.Start)
                return false;
            if (position == bound)
                return whole.AllowGaps || expected.Next == whole.End || target.IsBehind(whole.End)
                    ? true
                    : throw Damage(expected, position, StoredBatchDefect.Missing, whole.End);
            position = PassDamage(ref expected, position, target);
        }
    }

    /// <summary>A timestamp is covered by the checksum alone, so a batch that is passed over because of its own is checked whole.</summary>
    private static bool Holds(BatchExpectation expected, BatchScanner scanner, Target target)
    {
        if (!target.IsTimestamp)
            return expected.CheckHeader(scanner.Header) == StoredBatchDefect.None;

        RecordBatch.TryOpen(scanner.Batch.Span, out var batch);
        return expected.Check(batch) == StoredBatchDefect.None;
    }

    private int PassDamage(ref BatchExpectation expected, int position, Target target)
    {
        var defect = DamageScan.DefectAt(file, position, bound, expected);
        var sound = DamageScan.NextSound(file, position + 1, bound, expected with { AllowGaps = true });
        var next = sound?.BaseOffset ?? whole.End;
        if (target.IsTimestamp || target.Start < next)
            throw Damage(expected, position, defect, next);

        expected = expected with { Next = next };
        return sound?.Position ?? bound;
    }

    private CorruptBatchException Damage(BatchExpectation expected, int position, StoredBatchDefect defect, Offset next) =>
        new(expected.Next, next, segment.LogFile.Path, position, defect);

    private readonly record struct Target(Offset Start, long Timestamp)
    {
        public bool IsMetBy(Offset lastOffset, long maxTimestamp) => lastOffset >= Start && maxTimestamp >= Timestamp;

        public bool IsTimestamp => Timestamp != long.MinValue;

        public bool IsBehind(Offset end) => Start >= end;
    }
}
