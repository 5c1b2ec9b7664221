namespace ActorBroker.Model.Records;

/// <summary>Positions and sizes, in bytes, of the fields of a RecordBatch v2; all numbers are big endian (Kafka message format 2).</summary>
public static class RecordBatchFormat
{
    /// <summary>int64, outside the checksum: the broker assigns it.</summary>
    public const int BaseOffsetPosition = 0;

    /// <summary>int32: bytes after this field.</summary>
    public const int LengthPosition = 8;

    /// <summary>int32, outside the checksum: the broker assigns it.</summary>
    public const int LeaderEpochPosition = 12;

    /// <summary>int8, always <see cref="Magic"/>.</summary>
    public const int MagicPosition = 16;

    /// <summary>uint32: CRC-32C of all from <see cref="AttributesPosition"/> to the end.</summary>
    public const int CrcPosition = 17;

    /// <summary>int16, see <see cref="RecordBatchAttributes"/>.</summary>
    public const int AttributesPosition = 21;

    /// <summary>int32: last offset less base offset.</summary>
    public const int LastOffsetDeltaPosition = 23;

    /// <summary>int64: milliseconds since 1970, or the delete horizon.</summary>
    public const int BaseTimestampPosition = 27;

    /// <summary>int64: milliseconds since 1970.</summary>
    public const int MaxTimestampPosition = 35;

    /// <summary>int64, -1 for none.</summary>
    public const int ProducerIdPosition = 43;

    /// <summary>int16, -1 for none.</summary>
    public const int ProducerEpochPosition = 51;

    /// <summary>int32, -1 for none.</summary>
    public const int BaseSequencePosition = 53;

    /// <summary>int32: how many records the batch holds.</summary>
    public const int RecordCountPosition = 57;

    /// <summary>Where the records, or their compressed block, begin: the length of the header.</summary>
    public const int HeaderBytes = 61;

    /// <summary>The bytes that <see cref="LengthPosition"/> does not count.</summary>
    public const int LengthOverhead = 12;

    /// <summary>The one version of the format that this broker keeps.</summary>
    public const byte Magic = 2;

    /// <summary>How long a batch may be where nothing else is configured, in bytes, header included (Kafka's <c>message.max.bytes</c>).</summary>
    public const int DefaultBatchBytesMax = (1024 * 1024) + LengthOverhead;
}
