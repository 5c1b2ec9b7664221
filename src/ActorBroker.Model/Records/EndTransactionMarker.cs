using System.Buffers.Binary;

namespace ActorBroker.Model.Records;

/// <summary>The control record that ends a producer's transaction in one partition (KIP-98); its value is version int16, coordinator epoch int32.</summary>
/// <param name="IsCommit">True when the transaction counts, false when it was aborted.</param>
/// <param name="CoordinatorEpoch">The epoch of the coordinator that decided it: the leader epoch of its own partition. Fences older ones.</param>
public readonly record struct EndTransactionMarker(bool IsCommit, int CoordinatorEpoch)
{
    private const int ValueBytes = sizeof(short) + sizeof(int);

    /// <summary>Reads the marker from a control batch's record; false when the record is another control record, or its value is too short.</summary>
    public static bool TryParse(RecordView record, out EndTransactionMarker marker)
    {
        marker = default;
        if (!ControlRecordKey.TryParse(record.Key, out var key)
            || key.Type is not (ControlRecordType.Abort or ControlRecordType.Commit)
            || record.Value.Span.Length < ValueBytes)
            return false;

        var coordinatorEpoch = BinaryPrimitives.ReadInt32BigEndian(record.Value.Span[sizeof(short)..]);
        marker = new EndTransactionMarker(key.Type == ControlRecordType.Commit, coordinatorEpoch);
        return true;
    }

    /// <summary>The batch that a partition's leader appends to end the transaction: this one record, no sequence.</summary>
    /// <param name="producer">The producer whose transaction ends.</param>
    /// <param name="epoch">The producer's epoch.</param>
    /// <param name="timestamp">Milliseconds since 1970.</param>
    public byte[] ToBatch(ProducerId producer, ProducerEpoch epoch, long timestamp)
    {
        Span<byte> key = stackalloc byte[ControlRecordKey.SizeInBytes];
        new ControlRecordKey(Version: 0, IsCommit ? ControlRecordType.Commit : ControlRecordType.Abort).WriteTo(key);
        Span<byte> value = stackalloc byte[ValueBytes];
        BinaryPrimitives.WriteInt16BigEndian(value, 0);
        BinaryPrimitives.WriteInt32BigEndian(value[sizeof(short)..], CoordinatorEpoch);

        using var builder = new RecordBatchBuilder(
            new RecordBatchOptions { ProducerId = producer, ProducerEpoch = epoch, IsTransactional = true, IsControl = true });
        var appended = builder.TryAppend(timestamp, (ReadOnlySpan<byte>)key, (ReadOnlySpan<byte>)value);
        Invariant.Holds(appended, "a marker fits an empty batch");
        return builder.ToArray();
    }
}
