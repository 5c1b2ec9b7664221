namespace ActorBroker.Server.Producing;

/// <summary>Cuts a stream into lines of bytes, without a word about their encoding. A line ends with <c>\n</c>; the last one may do without.</summary>
/// <remarks>Memory: the longest line, at most <see cref="LineBytesMax"/>.</remarks>
internal sealed class LineBuffer(Stream source)
{
    /// <summary>A longer line is none that a broker would take.</summary>
    public const int LineBytesMax = 256 * 1024 * 1024;

    private const int BytesAtOnce = 256 * 1024;

    private byte[] _buffer = new byte[BytesAtOnce];
    private int _start;
    private int _searched;
    private int _end;

    /// <summary>Takes the next line out of what was read; valid until the next <see cref="FillAsync"/>.</summary>
    /// <returns>False when there is no whole one.</returns>
    public bool TryTake(out ReadOnlyMemory<byte> line)
    {
        var found = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        line = default;
        if (found < 0)
        {
            _searched = _end;
            return false;
        }

        line = _buffer.AsMemory(_start, _searched + found - _start);
        _start = _searched = _searched + found + 1;
        return true;
    }

    /// <summary>Takes what is behind the last line's end, once the stream has ended; false when there is nothing.</summary>
    public bool TryTakeRest(out ReadOnlyMemory<byte> line)
    {
        line = _buffer.AsMemory(_start, _end - _start);
        _start = _searched = _end;
        return !line.IsEmpty;
    }

    /// <summary>Reads more; false at the stream's end.</summary>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="LineBytesMax"/>.</exception>
    public async Task<bool> FillAsync(CancellationToken cancellation)
    {
        MakeRoom();
        var count = await source.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += count;
        return count > 0;
    }

    private void MakeRoom()
    {
        if (_buffer.Length - _end >= BytesAtOnce / 2)
            return;

        var kept = _end - _start;
        if (kept > LineBytesMax)
            throw new InvalidDataException($"A line is longer than {LineBytesMax} bytes.");
        var target = kept > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(target);
        (_buffer, _searched, _start, _end) = (target, _searched - _start, 0, kept);
    }
}
