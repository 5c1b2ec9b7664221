namespace ActorBroker.Model.Records;

/// <summary>Bytes that may be null: a record's key, its value or a header's value. Kafka tells null from empty; a null value is a tombstone.</summary>
/// <remarks>Allocates nothing. Lives as long as the bytes it views.</remarks>
public readonly ref struct NullableBytes
{
    private readonly bool _present;

    /// <summary>Views bytes that are there, be they none.</summary>
    public NullableBytes(ReadOnlySpan<byte> bytes)
    {
        Span = bytes;
        _present = true;
    }

    /// <summary>No bytes at all, not even none.</summary>
    public static NullableBytes Null => default;

    /// <summary>True when there are no bytes at all; false for an empty run of bytes.</summary>
    public bool IsNull => !_present;

    /// <summary>The bytes; empty when null.</summary>
    public ReadOnlySpan<byte> Span { get; }

    /// <summary>Views bytes that are there, be they none.</summary>
    public static implicit operator NullableBytes(ReadOnlySpan<byte> bytes) => new(bytes);

    /// <summary>Views an array; a null array gives <see cref="Null"/>.</summary>
    public static implicit operator NullableBytes(byte[]? bytes) => bytes is null ? default : new(bytes);
}
