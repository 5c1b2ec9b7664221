using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Inspection;

/// <summary>Checks one segment: every batch with its records, and the indexes against them.</summary>
internal sealed class SegmentVerification(Findings findings, FileFindings file, IndexCheck indexes, Action<RecordBatch> take)
{
    /// <summary>Checks the file.</summary>
    /// <param name="log">The batches.</param>
    /// <param name="end">Bytes from here on were never part of the log.</param>
    /// <param name="expected">What the first batch must look like.</param>
    /// <returns>The offset behind the last sound batch, and whether all were sound.</returns>
    public (Offset End, bool IsSound) Run(ILogFile log, int end, BatchExpectation expected)
    {
        var isSound = true;
        for (var position = 0; position < end;)
        {
            position = Walk(log, position, end, ref expected, out var defect);
            if (defect == StoredBatchDefect.None)
                break;

            isSound = false;
            var next = DamageScan.NextSound(log, position + 1, end, expected with { AllowGaps = true });
            file.Add(Damage(position, next?.Position ?? end, expected, next?.BaseOffset, DefectText.Of(defect)));
            if (next is not { } sound)
                break;
            position = sound.Position;
            expected = expected with { Next = sound.BaseOffset };
        }

        return (expected.Next, isSound);
    }

    /// <summary>Behind the last sound batch of a segment that others follow, what is missing reaches to the next one's base; of the last segment nobody can tell.</summary>
    private static FileDefect Damage(int position, int end, in BatchExpectation expected, Offset? next, string what)
    {
        var known = next ?? (expected.End.Value < long.MaxValue ? expected.End : Offset.None);
        return new FileDefect(position, $"Offset {expected.Next} is expected. {what}") { Bytes = end - position, First = expected.Next, Next = known };
    }

    private int Walk(ILogFile log, int position, int end, ref BatchExpectation expected, out StoredBatchDefect defect)
    {
        defect = StoredBatchDefect.None;
        using var scanner = new BatchScanner(log, position, end, BatchScanner.ScanBytes);
        while (scanner.MoveNextWhole())
        {
            RecordBatch.TryOpen(scanner.Batch.Span, out var batch);
            defect = expected.Check(batch);
            if (defect != StoredBatchDefect.None)
                return scanner.Position;

            Take(batch, scanner.Batch, scanner.Position);
            expected = expected.After(batch);
        }

        if (!scanner.IsAtEnd)
            defect = StoredBatchDefect.Length;
        return scanner.NextPosition;
    }

    private void Take(in RecordBatch batch, ReadOnlyMemory<byte> bytes, int position)
    {
        var validation = RecordBatchValidator.Validate(bytes, RecordValidationOptions.OfReplica, now: 0);
        if (!validation.IsValid)
            file.Add(new FileDefect(position, validation.Fault.Message) { Bytes = bytes.Length, First = batch.BaseOffset, Next = batch.NextOffset });
        file.Entries++;
        findings.Batches++;
        findings.Records += batch.RecordCount;
        indexes.Check(batch, position);
        take(batch);
    }
}
