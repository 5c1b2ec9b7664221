using ActorBroker.Log.Segments;

namespace ActorBroker.Log.Inspection;

/// <summary>Says a defect in a sentence.</summary>
internal static class DefectText
{
    public static string Of(StoredBatchDefect defect) => defect switch
    {
        StoredBatchDefect.None => "Nothing is wrong.",
        StoredBatchDefect.Length => "No batch begins here, or the file ends before the batch does.",
        StoredBatchDefect.Magic => "The batch's format is not version 2.",
        StoredBatchDefect.Checksum => "The checksum does not match the bytes.",
        StoredBatchDefect.BaseOffset => "The base offset is not the one that follows the batch before it, or lies outside its segment.",
        StoredBatchDefect.OffsetDelta => "The offsets are impossible.",
        StoredBatchDefect.LeaderEpoch => "The leader epoch is not the one in which this offset was written.",
        StoredBatchDefect.Records => "The checksum holds, but the records do not lie as the header says.",
        StoredBatchDefect.Missing => "Batches are missing.",
        _ => throw new ArgumentOutOfRangeException(nameof(defect)),
    };
}
