using System.Runtime.InteropServices;

namespace ActorBroker.Model.Records;

/// <summary>A record's headers, read in place, in the order the producer gave them; for use with <c>foreach</c>.</summary>
/// <remarks>Allocates nothing. Lives as long as the bytes it views.</remarks>
public readonly ref struct RecordHeaders
{
    internal RecordHeaders(ReadOnlySpan<byte> bytes, int count)
    {
        Bytes = bytes;
        Count = count;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>All of them as they lie in the record, without their count; checked by <see cref="RecordLayout"/>.</summary>
    internal ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Begins with the first header.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes over the headers once.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<byte> _bytes;
        private nint _at;
        private int _left;

        internal Enumerator(RecordHeaders headers)
        {
            _bytes = headers.Bytes;
            _left = headers.Count;
        }

        /// <summary>The header that <see cref="MoveNext"/> came to.</summary>
        public RecordHeaderView Current { get; private set; }

        /// <summary>Goes to the next header; false when there is none.</summary>
        public bool MoveNext()
        {
            if (_left == 0)
                return false;

            _left--;
            var key = Next();
            Current = new RecordHeaderView(key.Span, Next());
            return true;
        }

        private NullableBytes Next()
        {
            var read = Varint.TryReadInt32(ref MemoryMarshal.GetReference(_bytes), ref _at, _bytes.Length, out var length);
            Invariant.Holds(read, "headers were checked when their record was read");
            if (length < 0)
                return NullableBytes.Null;

            var bytes = _bytes.Slice((int)_at, length);
            _at += length;
            return new NullableBytes(bytes);
        }
    }
}
