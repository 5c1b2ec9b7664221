using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Producers;

/// <summary>Finds the marker in a control batch.</summary>
internal static class TransactionMarkers
{
    /// <summary>
    /// False for a control batch of another kind, for one whose record was compacted away with the whole transaction, and for one that cannot
    /// be read: a log is followed whatever it holds.
    /// </summary>
    public static bool TryRead(in RecordBatch batch, out EndTransactionMarker marker)
    {
        marker = default;
        if (!batch.IsControl || batch.Codec != CompressionCodec.None)
            return false;

        try
        {
            var records = batch.Records;
            return records.MoveNext() && EndTransactionMarker.TryParse(records.Current, out marker);
        }
        catch (CorruptRecordBatchException)
        {
            return false;
        }
    }
}
