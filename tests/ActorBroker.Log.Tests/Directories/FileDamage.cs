namespace ActorBroker.Log.Tests.Directories;

/// <summary>What can happen to a small file's bytes.</summary>
internal static class FileDamage
{
    /// <summary>The file cut at every byte, from nothing to all but the last.</summary>
    public static IEnumerable<byte[]> Cuts(byte[] file)
    {
        for (var length = 0; length < file.Length; length++)
            yield return file[..length];
    }

    /// <summary>The file with every bit turned over, one at a time.</summary>
    public static IEnumerable<byte[]> Flips(byte[] file)
    {
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var flipped = (byte[])file.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return flipped;
        }
    }

    /// <summary>The file with bytes behind it, zeros of its length, and noise.</summary>
    public static IEnumerable<byte[]> Replacements(byte[] file, Random random)
    {
        yield return [.. file, 0];
        yield return [.. file, .. file];
        yield return new byte[file.Length];
        var noise = new byte[file.Length];
        random.NextBytes(noise);
        yield return noise;
    }

    /// <summary>Every damage of the three kinds.</summary>
    public static IEnumerable<byte[]> All(byte[] file, int seed) =>
        [.. Cuts(file), .. Flips(file), .. Replacements(file, new Random(seed))];
}
