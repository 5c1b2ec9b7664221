using ActorBroker.Model;

namespace ActorBroker.Log.Reading;

/// <summary>Batches in a buffer that an appender lent; checked when they were appended.</summary>
internal sealed class MemorySlice(Offset baseOffset, ReadOnlyMemory<byte> batches, IBufferLease share)
    : LogSlice(baseOffset, batches.Length)
{
    private IBufferLease? _share = share;

    public override int CopyTo(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_share is null, this);
        batches.Span.CopyTo(destination);
        return BytesMax;
    }

    public override bool TryReadHeader(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_share is null, this);
        batches.Span[..destination.Length].CopyTo(destination);
        return true;
    }

    private protected override void Dispose(bool disposing) => Interlocked.Exchange(ref _share, null)?.Release();
}
