using System.Buffers.Binary;
using System.Text;

namespace ActorBroker.Journal.Payloads;

/// <summary>Reads what <see cref="FieldWriter"/> wrote. A read behind the end gives zero and sets <see cref="Overran"/>, so one look at the end suffices.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>True once more was asked for than there was.</summary>
    public bool Overran { get; private set; }

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte ReadByte() => Take(sizeof(byte)) is { IsEmpty: false } taken ? taken[0] : (byte)0;

    public int ReadInt32() => Take(sizeof(int)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadInt32BigEndian(taken) : 0;

    public long ReadInt64() => Take(sizeof(long)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadInt64BigEndian(taken) : 0;

    public string ReadText() =>
        Take(sizeof(ushort)) is { IsEmpty: false } length ? Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadUInt16BigEndian(length))) : "";

    /// <summary>The next bytes; empty when there are fewer.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            Overran = true;
            _rest = default;
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
