using ActorBroker.Model;

namespace ActorBroker.Log.Reading;

/// <summary>
/// A lease on batches of one log. Whoever took it disposes it; until then the bytes can be read, whatever becomes of the log:
/// deletion, retention, truncation and compaction leave leased bytes as they were.
/// </summary>
/// <remarks>One thread at a time. Lives in no message.</remarks>
public abstract class LogSlice : IDisposable
{
    private protected LogSlice(Offset baseOffset, int bytesMax)
    {
        BaseOffset = baseOffset;
        BytesMax = bytesMax;
    }

    /// <summary>The first batch's base offset: at most the offset that was asked for.</summary>
    public Offset BaseOffset { get; }

    /// <summary>How much room <see cref="CopyTo"/> needs, in bytes.</summary>
    public int BytesMax { get; }

    /// <summary>
    /// Copies whole batches and checks each of them: checksum, offsets, epochs.
    /// </summary>
    /// <param name="destination">At least <see cref="BytesMax"/> bytes; those behind the result may be overwritten with anything.</param>
    /// <returns>How many bytes of sound batches there are: one batch at least. The copy ends where the bytes do, and where damage begins.</returns>
    /// <exception cref="Segments.CorruptBatchException">The first batch is damaged.</exception>
    /// <exception cref="Disk.LogDiskException">The disk failed.</exception>
    public abstract int CopyTo(Span<byte> destination);

    /// <summary>Reads the first batch's header and nothing behind it, and so checks nothing: for figures, not for what is given to clients.</summary>
    /// <param name="destination">As many bytes as a header has (<see cref="Model.Records.RecordBatchFormat.HeaderBytes"/>).</param>
    /// <returns>False when the file ends before.</returns>
    /// <exception cref="Disk.LogDiskException">The disk failed.</exception>
    public abstract bool TryReadHeader(Span<byte> destination);

    /// <summary>Gives the lease back; a second call does nothing.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the lease back; a second call does nothing.</summary>
    private protected abstract void Dispose(bool disposing);
}
