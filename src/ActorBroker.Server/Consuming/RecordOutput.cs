using System.Buffers;

namespace ActorBroker.Server.Consuming;

/// <summary>Where records go: the standard output. Counts them, and knows when there were enough.</summary>
/// <remarks>One caller at a time. Memory: <see cref="BufferBytes"/> and the largest record.</remarks>
internal sealed class RecordOutput(Stream stream, IRecordWriter writer, long? countMax) : IRecordSink
{
    private const int BufferBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(BufferBytes);

    /// <summary>How many were written.</summary>
    public long Count { get; private set; }

    /// <summary>True when there were enough, or the reader at the other end of the pipe has gone.</summary>
    public bool IsDone { get; private set; } = countMax == 0;

    /// <inheritdoc/>
    public void Write(in ConsumedRecord record)
    {
        writer.Write(record, _buffer);
        Count++;
        IsDone |= Count == countMax;
        if (_buffer.WrittenCount >= BufferBytes)
            Flush();
    }

    /// <inheritdoc/>
    public bool Flush()
    {
        var isGone = false;
        try
        {
            stream.Write(_buffer.WrittenSpan);
            stream.Flush();
        }
        catch (IOException)
        {
            IsDone = isGone = true;
        }

        _buffer.ResetWrittenCount();
        return !isGone;
    }
}
