namespace ActorBroker.Model.Records;

/// <summary>One record, read in place.</summary>
/// <remarks>Allocates nothing. Lives as long as the bytes it views: the batch's, or the buffer its records were inflated into.</remarks>
public readonly ref struct RecordView
{
    private readonly ReadOnlySpan<byte> _block;
    private readonly RecordLayout _layout;

    internal RecordView(ReadOnlySpan<byte> block, scoped in RecordLayout layout, Offset offset, long timestamp)
    {
        _block = block;
        _layout = layout;
        Offset = offset;
        Timestamp = timestamp;
    }

    /// <summary>The record's place in its partition; before a leader has assigned it, its place in the batch.</summary>
    public Offset Offset { get; }

    /// <summary>Milliseconds since 1970: the producer's, or the time of the append where the batch says so (KIP-32); -1 for none.</summary>
    public long Timestamp { get; }

    /// <summary>The key, which may be null.</summary>
    public NullableBytes Key => Slice(_layout.KeyPosition, _layout.KeyLength);

    /// <summary>The value; null in a tombstone.</summary>
    public NullableBytes Value => Slice(_layout.ValuePosition, _layout.ValueLength);

    /// <summary>The headers in their order.</summary>
    public RecordHeaders Headers =>
        new(_block[_layout.HeadersPosition.._layout.End], _layout.HeaderCount);

    /// <summary>How many bytes the record takes in its block, its own length included.</summary>
    public int SizeInBytes => _layout.End - _layout.Start;

    private NullableBytes Slice(int position, int length) =>
        length < 0 ? NullableBytes.Null : new NullableBytes(_block.Slice(position, length));
}
