namespace ActorBroker.Model.Records;

/// <summary>What can be wrong with one batch. <see cref="RecordBatchFault"/> adds the numbers, the text and the error code.</summary>
public enum RecordBatchDefect
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The bytes end before the header does, or before the batch's own length.</summary>
    BatchTruncated,

    /// <summary>The batch's length leaves no room for its header.</summary>
    BatchLengthInvalid,

    /// <summary>Bytes follow the one batch that was expected.</summary>
    BytesAfterBatch,

    /// <summary>The batch is longer than its topic allows.</summary>
    BatchTooLarge,

    /// <summary>Magic 0 or 1: the message formats before 0.11, which Kafka 4 no longer takes either (KIP-724).</summary>
    MagicRetired,

    /// <summary>A magic that no version of the format has had.</summary>
    MagicUnknown,

    /// <summary>The checksum differs from the bytes'.</summary>
    CrcMismatch,

    /// <summary>An attribute bit is set that has no meaning.</summary>
    AttributesUnknown,

    /// <summary>The codec's number names no codec.</summary>
    CodecUnknown,

    /// <summary>Zstd in a request too old for it (KIP-110).</summary>
    CodecNotAllowed,

    /// <summary>A control batch from where none may come.</summary>
    ControlNotAllowed,

    /// <summary>A transactional batch from where none may come.</summary>
    TransactionalNotAllowed,

    /// <summary>A delete horizon from where none may come.</summary>
    DeleteHorizonNotAllowed,

    /// <summary>The producer claims the time of the append, which only the leader assigns.</summary>
    LogAppendTimeNotAllowed,

    /// <summary>The header counts fewer than no records.</summary>
    RecordCountNegative,

    /// <summary>The header counts no records where there must be some.</summary>
    NoRecords,

    /// <summary>The last offset lies before the base offset.</summary>
    LastOffsetDeltaNegative,

    /// <summary>The span of offsets does not fit the number of records.</summary>
    LastOffsetDeltaMismatch,

    /// <summary>The base offset is negative.</summary>
    BaseOffsetNegative,

    /// <summary>The offsets run past 2^63 - 2, the last one that has a next.</summary>
    OffsetsOverflow,

    /// <summary>The producer id is below -1.</summary>
    ProducerIdInvalid,

    /// <summary>A producer id without an epoch.</summary>
    ProducerEpochMissing,

    /// <summary>A producer id without a sequence.</summary>
    BaseSequenceMissing,

    /// <summary>A transactional batch without a producer id.</summary>
    TransactionWithoutProducer,

    /// <summary>The header's largest timestamp is not the largest of the records'.</summary>
    MaxTimestampMismatch,

    /// <summary>A control batch that does not hold exactly one record with a control record's key.</summary>
    ControlRecordInvalid,

    /// <summary>The records end before there are as many as the header counts.</summary>
    RecordsMissing,

    /// <summary>Bytes follow the last record that the header counts.</summary>
    BytesAfterRecords,

    /// <summary>A number is longer than its type allows, or runs over the end of its record.</summary>
    NumberMalformed,

    /// <summary>A record's length is negative, or too small for a record's fields.</summary>
    RecordLengthTooSmall,

    /// <summary>A record's length is larger than what is left of the batch.</summary>
    RecordLengthTooLarge,

    /// <summary>A record's fields end before the record does.</summary>
    RecordNotUsedUp,

    /// <summary>A record's attributes, which have no meaning yet, are not zero.</summary>
    RecordAttributesNotZero,

    /// <summary>A record's offset is not the one after the record before it.</summary>
    OffsetDeltaInvalid,

    /// <summary>A key's length is below -1 or larger than what is left of the record.</summary>
    KeyLengthInvalid,

    /// <summary>A record without a key in a compacted topic.</summary>
    KeyMissing,

    /// <summary>A value's length is below -1 or larger than what is left of the record.</summary>
    ValueLengthInvalid,

    /// <summary>The number of headers is negative or larger than the record has room for.</summary>
    HeaderCountInvalid,

    /// <summary>A header without a name.</summary>
    HeaderKeyMissing,

    /// <summary>The length of a header's name is below -1 or larger than what is left of the record.</summary>
    HeaderKeyLengthInvalid,

    /// <summary>The length of a header's value is below -1 or larger than what is left of the record.</summary>
    HeaderValueLengthInvalid,

    /// <summary>A timestamp is below -1, which stands for none, or past 2^63 - 1.</summary>
    TimestampInvalid,

    /// <summary>A timestamp is further in the past than the topic allows (KIP-937).</summary>
    TimestampTooOld,

    /// <summary>A timestamp is further in the future than the topic allows (KIP-937).</summary>
    TimestampTooFarAhead,

    /// <summary>The compressed block is damaged, cut short, or followed by other bytes.</summary>
    CompressionInvalid,

    /// <summary>The compressed block asks for something of its codec that is not supported, such as a dictionary.</summary>
    CompressionUnsupported,

    /// <summary>The records are larger, once inflated, than is allowed.</summary>
    InflatedTooLarge,
}
