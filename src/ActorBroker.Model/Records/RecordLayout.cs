using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Records;

/// <summary>Where a record's parts lie in its block; positions and lengths in bytes, -1 as a length for null.</summary>
/// <remarks>
/// The one parser of records that lie in memory, behind the validator and the enumerator alike:
/// <code>
/// record  := length varint, attributes int8, timestampDelta varlong, offsetDelta varint,
///            keyLength varint, key, valueLength varint, value, headerCount varint, header*
/// header  := keyLength varint, key, valueLength varint, value
/// </code>
/// What it accepts lies wholly inside the block.
/// </remarks>
internal struct RecordLayout
{
    /// <summary>One byte for each of attributes, two deltas, two lengths and a count.</summary>
    public const int BodyBytesMin = 6;

    /// <summary>What a header takes at least: two lengths.</summary>
    public const int HeaderBytesMin = 2;

    public int Start;
    public int End;
    public byte Attributes;
    public long TimestampDelta;
    public int OffsetDelta;
    public int KeyPosition;
    public int KeyLength;
    public int ValuePosition;
    public int ValueLength;
    public int HeadersPosition;
    public int HeaderCount;

    /// <summary>After a defect: the number that is wrong.</summary>
    public long Found;

    /// <summary>After a defect: the largest number that would have been right.</summary>
    public long Limit;

    /// <summary>Takes the record that begins at <paramref name="position"/> of the block.</summary>
    /// <returns><see cref="RecordBatchDefect.None"/>, or what is wrong; then only <see cref="Found"/> and <see cref="Limit"/> mean anything.</returns>
    public RecordBatchDefect Read(ReadOnlySpan<byte> block, int position)
    {
        ref var start = ref MemoryMarshal.GetReference(block);
        nint at = position;
        if (!Varint.TryReadInt32(ref start, ref at, block.Length, out var length))
            return Fail(RecordBatchDefect.NumberMalformed, position, block.Length);
        if (length < BodyBytesMin)
            return Fail(RecordBatchDefect.RecordLengthTooSmall, length, BodyBytesMin);
        if (length > block.Length - at)
            return Fail(RecordBatchDefect.RecordLengthTooLarge, length, block.Length - at);

        Start = position;
        var end = at + length;
        Attributes = Unsafe.Add(ref start, at++);
        if (!Varint.TryReadInt64(ref start, ref at, end, out TimestampDelta)
            || !Varint.TryReadInt32(ref start, ref at, end, out OffsetDelta))
            return Fail(RecordBatchDefect.NumberMalformed, at, end);

        var defect = ReadKeyAndValue(ref start, ref at, end);
        if (defect != RecordBatchDefect.None)
            return defect;

        End = (int)end;
        HeadersPosition = (int)at;
        if (HeaderCount != 0)
            return CheckHeaders(ref start, at, end);
        return at == end ? RecordBatchDefect.None : Fail(RecordBatchDefect.RecordNotUsedUp, end - at, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RecordBatchDefect ReadKeyAndValue(ref byte start, ref nint at, nint end)
    {
        if (!Varint.TryReadInt32(ref start, ref at, end, out KeyLength))
            return Fail(RecordBatchDefect.NumberMalformed, at, end);
        KeyPosition = (int)at;
        if (KeyLength < -1 || KeyLength > end - at)
            return Fail(RecordBatchDefect.KeyLengthInvalid, KeyLength, end - at);
        at += Math.Max(KeyLength, 0);

        if (!Varint.TryReadInt32(ref start, ref at, end, out ValueLength))
            return Fail(RecordBatchDefect.NumberMalformed, at, end);
        ValuePosition = (int)at;
        if (ValueLength < -1 || ValueLength > end - at)
            return Fail(RecordBatchDefect.ValueLengthInvalid, ValueLength, end - at);
        at += Math.Max(ValueLength, 0);

        if (!Varint.TryReadInt32(ref start, ref at, end, out HeaderCount))
            return Fail(RecordBatchDefect.NumberMalformed, at, end);
        return HeaderCount < 0 || HeaderCount > (end - at) / HeaderBytesMin
            ? Fail(RecordBatchDefect.HeaderCountInvalid, HeaderCount, (end - at) / HeaderBytesMin)
            : RecordBatchDefect.None;
    }

    private RecordBatchDefect CheckHeaders(ref byte start, nint at, nint end)
    {
        for (var i = 0; i < HeaderCount; i++)
        {
            if (!Varint.TryReadInt32(ref start, ref at, end, out var keyLength))
                return Fail(RecordBatchDefect.NumberMalformed, at, end);
            if (keyLength == -1)
                return Fail(RecordBatchDefect.HeaderKeyMissing, i, HeaderCount);
            if (keyLength < 0 || keyLength > end - at)
                return Fail(RecordBatchDefect.HeaderKeyLengthInvalid, keyLength, end - at);
            at += keyLength;

            if (!Varint.TryReadInt32(ref start, ref at, end, out var valueLength))
                return Fail(RecordBatchDefect.NumberMalformed, at, end);
            if (valueLength < -1 || valueLength > end - at)
                return Fail(RecordBatchDefect.HeaderValueLengthInvalid, valueLength, end - at);
            at += Math.Max(valueLength, 0);
        }

        return at == end ? RecordBatchDefect.None : Fail(RecordBatchDefect.RecordNotUsedUp, end - at, 0);
    }

    /// <summary>Notes the numbers of a defect, and gives it back.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public RecordBatchDefect Fail(RecordBatchDefect defect, long found, long limit)
    {
        Found = found;
        Limit = limit;
        return defect;
    }
}
