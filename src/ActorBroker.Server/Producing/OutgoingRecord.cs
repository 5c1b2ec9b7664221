using ActorBroker.Model.Records;

namespace ActorBroker.Server.Producing;

/// <summary>A record on its way to a topic.</summary>
internal readonly record struct OutgoingRecord
{
    /// <summary>Null for none.</summary>
    public ReadOnlyMemory<byte>? Key { get; init; }

    /// <summary>Null for none: a tombstone.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }

    /// <summary>In their order.</summary>
    public RecordHeader[]? Headers { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The partition; null where the key decides, or without a key chance.</summary>
    public int? Partition { get; init; }

    /// <summary>What the sender wants to be told again when the record is delivered.</summary>
    public long Stamp { get; init; }
}
