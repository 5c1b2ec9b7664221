using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ActorBroker.Journal.Payloads;

/// <summary>Writes big-endian fields one after the other into memory that grows and is used again.</summary>
internal sealed class FieldWriter
{
    private const int KeptBytesMax = 1024 * 1024;

    private ArrayBufferWriter<byte> _buffer = new();

    /// <summary>How many bytes were written.</summary>
    public int Length => _buffer.WrittenCount;

    /// <summary>What was written, until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Forgets all that was written, and does not keep the memory of something very large.</summary>
    public void Clear()
    {
        if (_buffer.Capacity > KeptBytesMax)
            _buffer = new ArrayBufferWriter<byte>();
        else
            _buffer.ResetWrittenCount();
    }

    public void Write(byte value)
    {
        _buffer.GetSpan(sizeof(byte))[0] = value;
        _buffer.Advance(sizeof(byte));
    }

    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    public void Write(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>UTF-8 without a length.</summary>
    public void WriteUtf8(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    /// <summary>UTF-8 behind its length in two bytes.</summary>
    /// <exception cref="ArgumentException">The text takes more than 65,535 bytes.</exception>
    public void WriteText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (length > ushort.MaxValue)
            throw new ArgumentException($"A manifest or writer of {length} bytes is too long.", nameof(text));

        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(sizeof(ushort)), (ushort)length);
        _buffer.Advance(sizeof(ushort));
        WriteUtf8(text);
    }
}
