namespace ActorBroker.Model.Records;

/// <summary>Goes over the batches that lie one behind the other in memory; for use with <c>foreach</c>.</summary>
/// <remarks>
/// Stops before a batch that is not all there, as a fetch or a torn tail may end with one, and before one whose length is impossible.
/// Checks nothing else. Allocates nothing.
/// </remarks>
public ref struct RecordBatchEnumerator
{
    private readonly ReadOnlySpan<byte> _bytes;
    private RecordBatch _current;

    /// <param name="bytes">Begins with a batch.</param>
    public RecordBatchEnumerator(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The batch that <see cref="MoveNext"/> came to.</summary>
    public readonly RecordBatch Current => _current;

    /// <summary>Where the current batch begins, in bytes from the first.</summary>
    public readonly int Position => Consumed - _current.Bytes.Length;

    /// <summary>The bytes up to the end of the current batch.</summary>
    public int Consumed { readonly get; private set; }

    /// <summary>The bytes behind the current batch; after the end, those of the batch that is not all there.</summary>
    public readonly int Remaining => _bytes.Length - Consumed;

    /// <summary>
    /// True when what comes next says that it is shorter than a header, which no batch is: more bytes would not help.
    /// False when the next batch is whole, or only not all there.
    /// </summary>
    public readonly bool IsNextLengthInvalid =>
        Remaining >= RecordBatchFormat.LengthOverhead
        && RecordBatch.TotalBytes(_bytes[Consumed..]) < RecordBatchFormat.HeaderBytes;

    /// <summary>Itself.</summary>
    public readonly RecordBatchEnumerator GetEnumerator() => this;

    /// <summary>Goes to the next batch; false when no whole one follows.</summary>
    public bool MoveNext()
    {
        if (!RecordBatch.TryOpen(_bytes[Consumed..], out var next))
            return false;

        _current = next;
        Consumed += next.Bytes.Length;
        return true;
    }
}
