using System.Runtime.InteropServices;

namespace ActorBroker.Model.Records;

/// <summary>
/// Reads a record that is larger than the window over its inflated batch: field by field, skipping keys and values. The grammar and the
/// order of the checks are those of <see cref="RecordLayout"/>.
/// </summary>
internal ref struct LargeRecord
{
    private readonly InflatedWindow _window;
    private readonly int _length;
    private readonly long _bodyPosition;
    private int _left;

    private LargeRecord(InflatedWindow window, int length)
    {
        _window = window;
        _length = length;
        _bodyPosition = window.Position;
        _left = length;
    }

    /// <summary>
    /// Reads the record whose body begins at the window's start, and moves the window behind it. Of <paramref name="record"/>, the
    /// attributes, the deltas and the lengths are set; there are no positions, since the record is nowhere in one piece.
    /// </summary>
    public static RecordBatchDefect Read(InflatedWindow window, int length, ref RecordLayout record)
    {
        var reader = new LargeRecord(window, length);
        var defect = reader.ReadFields(ref record);

        // A record that goes on behind the block's end is too long, whatever its fields made of what was there.
        return defect is RecordBatchDefect.NumberMalformed or RecordBatchDefect.RecordNotUsedUp && !window.Skip(reader._left)
            ? reader.FailTooLarge(ref record)
            : defect;
    }

    private RecordBatchDefect ReadFields(ref RecordLayout record)
    {
        if (!_window.Ensure(1))
            return FailTooLarge(ref record);
        record.Attributes = _window.Available[0];
        Consume(1);
        if (!TryReadInt64(out record.TimestampDelta) || !TryReadInt32(out record.OffsetDelta))
            return FailMalformed(ref record);

        var defect = ReadBytes(ref record, RecordBatchDefect.KeyLengthInvalid, out record.KeyLength);
        if (defect == RecordBatchDefect.None)
            defect = ReadBytes(ref record, RecordBatchDefect.ValueLengthInvalid, out record.ValueLength);
        if (defect == RecordBatchDefect.None)
            defect = ReadHeaders(ref record);
        if (defect != RecordBatchDefect.None)
            return defect;
        return _left == 0 ? RecordBatchDefect.None : record.Fail(RecordBatchDefect.RecordNotUsedUp, _left, 0);
    }

    private RecordBatchDefect ReadHeaders(ref RecordLayout record)
    {
        if (!TryReadInt32(out record.HeaderCount))
            return FailMalformed(ref record);
        var countMax = _left / RecordLayout.HeaderBytesMin;
        if (record.HeaderCount < 0 || record.HeaderCount > countMax)
            return record.Fail(RecordBatchDefect.HeaderCountInvalid, record.HeaderCount, countMax);

        for (var i = 0; i < record.HeaderCount; i++)
        {
            var defect = ReadBytes(ref record, RecordBatchDefect.HeaderKeyLengthInvalid, out var keyLength);
            if (defect == RecordBatchDefect.None && keyLength < 0)
                defect = record.Fail(RecordBatchDefect.HeaderKeyMissing, i, record.HeaderCount);
            if (defect == RecordBatchDefect.None)
                defect = ReadBytes(ref record, RecordBatchDefect.HeaderValueLengthInvalid, out _);
            if (defect != RecordBatchDefect.None)
                return defect;
        }

        return RecordBatchDefect.None;
    }

    /// <summary>Reads a length, -1 for null, and skips as many bytes.</summary>
    private RecordBatchDefect ReadBytes(ref RecordLayout record, RecordBatchDefect lengthDefect, out int length)
    {
        if (!TryReadInt32(out length))
            return FailMalformed(ref record);
        if (length < -1 || length > _left)
            return record.Fail(lengthDefect, length, _left);

        var bytes = Math.Max(length, 0);
        if (!_window.Skip(bytes))
            return FailTooLarge(ref record);
        _left -= bytes;
        return RecordBatchDefect.None;
    }

    private bool TryReadInt32(out int value)
    {
        nint at = 0;
        var read = Varint.TryReadInt32(ref Head(Varint.MaxBytes32, out var length), ref at, length, out value);
        Consume((int)at);
        return read;
    }

    private bool TryReadInt64(out long value)
    {
        nint at = 0;
        var read = Varint.TryReadInt64(ref Head(Varint.MaxBytes64, out var length), ref at, length, out value);
        Consume((int)at);
        return read;
    }

    /// <summary>The record's next bytes, so many as there are up to a number's longest form.</summary>
    private readonly ref byte Head(int bytesMax, out int length)
    {
        _window.Ensure(Math.Min(bytesMax, _left));
        length = Math.Min(_window.Available.Length, _left);
        return ref MemoryMarshal.GetReference(_window.Available);
    }

    private void Consume(int count)
    {
        _window.Consume(count);
        _left -= count;
    }

    private readonly RecordBatchDefect FailMalformed(ref RecordLayout record) =>
        record.Fail(RecordBatchDefect.NumberMalformed, _window.Position, _window.Position + _left);

    private readonly RecordBatchDefect FailTooLarge(ref RecordLayout record) =>
        record.Fail(RecordBatchDefect.RecordLengthTooLarge, _length, _window.Position + _window.Available.Length - _bodyPosition);
}
