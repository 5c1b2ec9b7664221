using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>Writes a bit stream that is read from its end; see <see cref="ZstdBitReader"/>.</summary>
/// <param name="output">Receives the stream; a write that does not fit is left out and told by <see cref="IsFull"/>.</param>
internal ref struct ZstdBitWriter(Span<byte> output)
{
    private const int ByteBits = 8;
    private const int WordBits = 32;

    private readonly Span<byte> _output = output;
    private ulong _bits;
    private int _count;

    /// <summary>How many whole bytes were written.</summary>
    public int Written { get; private set; }

    /// <summary>True when the output was too short.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds the lower 0 to 31 bits of a number, whose other bits are 0.</summary>
    public void Write(uint value, int count)
    {
        _bits |= (ulong)value << _count;
        _count += count;
        if (_count >= WordBits)
            WriteWord();
    }

    /// <summary>Marks the end, and writes what is left.</summary>
    public void Finish()
    {
        Write(1, 1);
        for (; _count > 0 && !IsFull; _count -= ByteBits)
        {
            IsFull = Written == _output.Length;
            if (!IsFull)
                _output[Written++] = (byte)_bits;
            _bits >>= ByteBits;
        }
    }

    private void WriteWord()
    {
        if (BinaryPrimitives.TryWriteUInt32LittleEndian(_output[Written..], (uint)_bits))
            Written += sizeof(uint);
        else
            IsFull = true;
        _bits >>= WordBits;
        _count -= WordBits;
    }
}
