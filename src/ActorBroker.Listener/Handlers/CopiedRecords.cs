using System.Buffers;
using ActorBroker.Log.Reading;
using ActorBroker.Wire;

namespace ActorBroker.Listener.Handlers;

/// <summary>Batches that were read into a pooled buffer, on their way to a client.</summary>
internal sealed class CopiedRecords : IRecordLease
{
    private byte[]? _buffer;

    private CopiedRecords(byte[] buffer, int count)
    {
        _buffer = buffer;
        Bytes = new ReadOnlySequence<byte>(buffer, 0, count);
    }

    /// <inheritdoc/>
    public ReadOnlySequence<byte> Bytes { get; private set; }

    /// <summary>Reads and checks what a lease on a log holds.</summary>
    /// <exception cref="Log.Segments.CorruptBatchException">The first batch is damaged.</exception>
    /// <exception cref="Log.Disk.LogDiskException">The disk failed.</exception>
    public static CopiedRecords Of(LogSlice slice)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(slice.BytesMax);
        try
        {
            return new CopiedRecords(buffer, slice.CopyTo(buffer));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer is not { } buffer)
            return;

        _buffer = null;
        Bytes = default;
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
