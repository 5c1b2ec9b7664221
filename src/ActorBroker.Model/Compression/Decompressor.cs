namespace ActorBroker.Model.Compression;

/// <summary>
/// Inflates one compressed block piece by piece, as far as it is asked to. It keeps no more of its output than the codec's window
/// (<see cref="CompressionCodecs.OpenRead"/>).
/// </summary>
/// <remarks>
/// Threading: owned by one caller. Buffers come from the shared pool and go back on <see cref="Dispose"/>, which may be
/// called more than once. The compressed bytes must stay as they are until then.
/// </remarks>
public abstract class Decompressor : IDisposable
{
    private readonly CompressionCodec _codec;
    private long _outputBytesLeft;
    private CompressionException? _failure;
    private bool _disposed;

    private protected Decompressor(CompressionCodec codec, long outputBytesMax)
    {
        _codec = codec;
        _outputBytesLeft = outputBytesMax;
    }

    /// <summary>Gives the next inflated bytes.</summary>
    /// <param name="destination">Receives them; not empty.</param>
    /// <returns>How many bytes were written, 1 and up; 0 only at the end of the input, checked to its last byte.</returns>
    /// <exception cref="CompressionException">
    /// The input is damaged, cut short or not supported, or goes on after as many bytes as the caller allowed.
    /// Every later call throws the same again.
    /// </exception>
    public int Read(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (destination.IsEmpty)
            throw new ArgumentException("An empty destination cannot tell the end of the input.", nameof(destination));
        if (_failure is not null)
            throw _failure;

        try
        {
            return ReadWithinLimit(destination);
        }
        catch (CompressionException failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>Gives the buffers back. Nothing can be read afterwards.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>How many bytes of the compressed input have been taken so far.</summary>
    private protected abstract long Position { get; }

    /// <summary>As <see cref="Read"/>, without the limit.</summary>
    private protected abstract int Inflate(Span<byte> destination);

    /// <summary>Gives back what the decoder holds; called once.</summary>
    private protected abstract void Release();

    private protected CompressionException Corrupt(string reason) => Failure(CompressionFault.Corrupt, reason);

    private protected CompressionException Truncated(string reason) => Failure(CompressionFault.Truncated, reason);

    private protected CompressionException Unsupported(string reason) => Failure(CompressionFault.Unsupported, reason);

    private int ReadWithinLimit(Span<byte> destination)
    {
        if (_outputBytesLeft == 0)
            return ExpectEnd();

        var count = Inflate(destination[..(int)Math.Min(destination.Length, _outputBytesLeft)]);
        _outputBytesLeft -= count;
        return count;
    }

    private int ExpectEnd()
    {
        Span<byte> beyond = stackalloc byte[1];
        return Inflate(beyond) == 0
            ? 0
            : throw Failure(CompressionFault.LimitExceeded, "there is more output than the caller allowed");
    }

    private CompressionException Failure(CompressionFault fault, string reason) => new(_codec, fault, Position, reason);
}
