namespace ActorBroker.Log.Compaction;

/// <summary>How far a compaction is.</summary>
/// <param name="BytesToRead">Bytes of batches to be read in all: those appended since the last time once for their keys, then all to be written anew.</param>
/// <param name="BytesRead">Bytes of batches that were read.</param>
/// <param name="BytesWritten">Bytes of batches that were written.</param>
/// <param name="BytesRemoved">By how many bytes of batches the segments that were replaced have shrunk.</param>
/// <param name="RecordsRemoved">Records that were left out of what was written.</param>
/// <param name="SegmentsReplaced">Segments that gave way to compacted ones.</param>
public readonly record struct CompactionProgress(
    long BytesToRead, long BytesRead, long BytesWritten, long BytesRemoved, long RecordsRemoved, int SegmentsReplaced)
{
    /// <summary>From 0 to 100.</summary>
    public double Percent => BytesToRead == 0 ? 100 : 100.0 * BytesRead / BytesToRead;
}
