namespace ActorBroker.Model.Records;

/// <summary>What is wrong with a batch, where, and by which number. The text is made only when it is asked for.</summary>
/// <param name="Defect">What is wrong; <see cref="RecordBatchDefect.None"/> when nothing is.</param>
/// <param name="RecordIndex">The record at fault, counted from 0; -1 when it is the batch as a whole.</param>
/// <param name="Found">The number that is wrong, as <see cref="Message"/> explains it.</param>
/// <param name="Expected">What it should have been, or its limit, as <see cref="Message"/> explains it.</param>
public readonly record struct RecordBatchFault(RecordBatchDefect Defect, int RecordIndex, long Found, long Expected)
{
    /// <summary>What the producer is answered.</summary>
    public ErrorCode ErrorCode => RecordBatchDefects.ErrorCodeOf(Defect);

    /// <summary>One line that names the record, the number found and what was expected; holds no byte of the record.</summary>
    public string Message => RecordBatchDefects.Describe(this);

    /// <summary>A fault of the batch as a whole.</summary>
    internal static RecordBatchFault OfBatch(RecordBatchDefect defect, long found, long expected) =>
        new(defect, RecordIndex: -1, found, expected);
}
