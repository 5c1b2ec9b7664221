namespace ActorBroker.Model.Records;

/// <summary>One header of a record, read in place (KIP-82).</summary>
/// <remarks>Allocates nothing. Lives as long as the bytes it views.</remarks>
public readonly ref struct RecordHeaderView
{
    internal RecordHeaderView(ReadOnlySpan<byte> key, NullableBytes value)
    {
        Key = key;
        Value = value;
    }

    /// <summary>The name: UTF-8 by agreement, but nobody checks it. Not unique in its record.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>The value, which may be null.</summary>
    public NullableBytes Value { get; }
}
