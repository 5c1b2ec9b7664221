namespace ActorBroker.Server.Benches;

/// <summary>Values of a run: slices of random letters, so that neighbours differ, and compression halves them about.</summary>
internal sealed class Payload
{
    private const int Variety = 64 * 1024;
    private const int Letters = 16;

    private readonly byte[] _text;
    private readonly int _size;

    /// <param name="size">The bytes of a value.</param>
    public Payload(int size)
    {
        _size = size;
        _text = new byte[size + Variety];
        var random = new Random(size);
        for (var index = 0; index < _text.Length; index++)
            _text[index] = (byte)('a' + random.Next(Letters));
    }

    /// <summary>The value of the record with this number.</summary>
    public ReadOnlyMemory<byte> Of(long number) => _text.AsMemory((int)(number * 127 % Variety), _size);
}
