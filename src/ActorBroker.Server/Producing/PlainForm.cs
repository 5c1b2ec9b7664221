using ActorBroker.Model.Records;

namespace ActorBroker.Server.Producing;

/// <summary>Lines that are values, or keys and values with something between them.</summary>
internal sealed class PlainForm : IRecordForm
{
    /// <summary>The key of every record; null for none, or for the line's own.</summary>
    public byte[]? Key { get; init; }

    /// <summary>What stands between key and value; null when lines are values. A line without it is a value alone.</summary>
    public byte[]? KeyDelimiter { get; init; }

    /// <summary>The headers of every record.</summary>
    public RecordHeader[] Headers { get; init; } = [];

    /// <summary>True when an empty value is none: the record deletes its key where a topic is compacted.</summary>
    public bool EmptyIsTombstone { get; init; }

    /// <summary>The partition of every record; null where the key decides.</summary>
    public int? Partition { get; init; }

    /// <inheritdoc/>
    public OutgoingRecord Read(ReadOnlyMemory<byte> line, long now)
    {
        var key = Bytes.Of(Key);
        if (KeyDelimiter is not null && line.Span.IndexOf(KeyDelimiter) is >= 0 and var at)
            (key, line) = (line[..at], line[(at + KeyDelimiter.Length)..]);
        return new OutgoingRecord
        {
            Key = key,
            Value = line.IsEmpty && EmptyIsTombstone ? default(ReadOnlyMemory<byte>?) : line,
            Headers = Headers,
            Timestamp = now,
            Partition = Partition,
            Stamp = now,
        };
    }
}
