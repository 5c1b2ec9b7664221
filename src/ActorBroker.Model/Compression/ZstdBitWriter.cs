using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>Writes a bit stream that is read from its end; see <see cref="ZstdBitReader"/>.</summary>
/// <param name="output">Receives the stream; a write that does not fit is left out and told by <see cref="IsFull"/>.</param>
internal ref struct ZstdBitWriter(Span<byte> output)
{
    private readonly Span<byte> _output = output;
    private ulong _bits;
    private int _count;

    /// <summary>How many whole bytes were written.</summary>
    public int Written { get; private set; }

    /// <summary>True when the output was too short.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds the lower 0 to 31 bits of a number.</summary>
    public void Write(uint value, int count)
    {
        _bits |= (ulong)value << _count;
        _count += count;
        if (_count >= 32)
            Flush(sizeof(uint));
    }

    /// <summary>Marks the end, and writes what is left.</summary>
    public void Finish()
    {
        Write(1, 1);
        Flush((_count + 7) / 8);
    }

    private void Flush(int bytes)
    {
        Span<byte> flushed = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(flushed, _bits);
        if (bytes > _output.Length - Written)
        {
            IsFull = true;
            return;
        }

        flushed[..bytes].CopyTo(_output[Written..]);
        Written += bytes;
        _bits >>= 8 * bytes;
        _count -= 8 * bytes;
    }
}
