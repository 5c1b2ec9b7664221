using System.Buffers;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Records;

/// <summary>A small window that slides over a block while it is inflated, so that the whole never lies in memory.</summary>
/// <remarks>Owned by one caller, who disposes it. Any reading call can throw <see cref="CompressionException"/>.</remarks>
internal sealed class InflatedWindow : IDisposable
{
    /// <summary>The least that the window holds at once: what a record may have to be read in one piece.</summary>
    public const int CapacityMin = 32 * 1024;

    private readonly Decompressor _decompressor;
    private byte[] _buffer;
    private int _start;
    private int _end;

    public InflatedWindow(CompressionCodec codec, ReadOnlyMemory<byte> compressed, long outputBytesMax)
    {
        _decompressor = CompressionCodecs.OpenRead(codec, compressed, outputBytesMax);
        _buffer = ArrayPool<byte>.Shared.Rent(CapacityMin);
    }

    /// <summary>How many inflated bytes lie before the window.</summary>
    public long Position { get; private set; }

    /// <summary>True when there are no bytes behind the window.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What lies in the window; until the next call.</summary>
    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Tries to have so many bytes in the window, at most <see cref="CapacityMin"/>; false when the block ends before.</summary>
    public bool Ensure(int count)
    {
        while (_end - _start < count)
        {
            if (HasEnded)
                return false;

            if (_start > 0)
                SlideToStart();
            var read = _decompressor.Read(_buffer.AsSpan(_end));
            HasEnded = read == 0;
            _end += read;
        }

        return true;
    }

    /// <summary>Moves the window's start on, over bytes that lie in it.</summary>
    public void Consume(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Moves the window's start on, over bytes in it or behind it; false when the block ends before.</summary>
    public bool Skip(int count)
    {
        while (count > _end - _start)
        {
            count -= _end - _start;
            Consume(_end - _start);
            if (!Ensure(1))
                return false;
        }

        Consume(count);
        return true;
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _start = _end = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        _decompressor.Dispose();
    }

    private void SlideToStart()
    {
        Available.CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }
}
