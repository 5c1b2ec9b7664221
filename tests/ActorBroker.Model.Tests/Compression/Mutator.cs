namespace ActorBroker.Model.Tests.Compression;

/// <summary>Makes damaged input from sound blocks: a few bits or bytes changed, parts cut, doubled or taken from another block, or noise.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> blocks)
{
    private static readonly byte[] Remarkable = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF];

    public byte[] Next()
    {
        var input = (byte[])blocks[random.Next(blocks.Count)].Clone();
        if (random.Next(20) == 0)
            input = Noise(input);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
            input = Change(input);
        return input;
    }

    private byte[] Change(byte[] input)
    {
        if (input.Length == 0)
            return Noise(input);

        var at = PlaceIn(input);
        switch (random.Next(6))
        {
            case 0:
                input[at] ^= (byte)(1 << random.Next(8));
                return input;
            case 1:
                input[at] = Remarkable[random.Next(Remarkable.Length)];
                return input;
            case 2:
                random.NextBytes(input.AsSpan(at, random.Next(1, Math.Min(8, input.Length - at) + 1)));
                return input;
            case 3:
                return input[..at];
            case 4:
                return [.. input[..at], .. PartOf(input), .. input[at..]];
            default:
                return [.. input[..at], .. PartOf(blocks[random.Next(blocks.Count)])];
        }
    }

    /// <summary>Headers lie in the first bytes: they get their share.</summary>
    private int PlaceIn(byte[] input) => random.Next(3) == 0 ? random.Next(Math.Min(24, input.Length)) : random.Next(input.Length);

    private byte[] PartOf(byte[] block)
    {
        var start = random.Next(block.Length);
        return block[start..random.Next(start, block.Length)];
    }

    /// <summary>Random bytes behind the begin of a block, so that they get past its magic number.</summary>
    private byte[] Noise(byte[] block)
    {
        var noise = new byte[random.Next(2_000)];
        random.NextBytes(noise);
        return [.. block[..Math.Min(block.Length, random.Next(20))], .. noise];
    }
}
