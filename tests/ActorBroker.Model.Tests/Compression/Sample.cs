using System.Collections.Concurrent;
using System.Text;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>Bytes to compress, of kinds that take different ways through the codecs.</summary>
internal static class Sample
{
    public const int Seed = 20_240_611;

    /// <summary>Sizes around the limits of blocks and tables.</summary>
    public static readonly int[] Sizes =
    [
        0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 13, 14, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 257, 1_000, 4_095, 4_096, 4_097,
        32_767, 32_768, 32_769, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 1_048_576,
    ];

    public static readonly string[] Kinds = ["random", "zeros", "period", "text", "records", "skewed"];

    private static readonly ConcurrentDictionary<(string Kind, int Size), byte[]> Made = new();

    /// <summary>A sample of this kind and size; the same array each time.</summary>
    public static byte[] Of(string kind, int size) => Made.GetOrAdd((kind, size), key => Make(key.Kind, key.Size));

    private static byte[] Make(string kind, int size)
    {
        var random = new Random(Seed ^ size);
        return kind switch
        {
            "random" => Random(random, size),
            "zeros" => new byte[size],
            "period" => Period(random, size),
            "text" => Text(random, size),
            "records" => Records(random, size),
            "skewed" => Skewed(random, size),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static byte[] Random(Random random, int size)
    {
        var bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Repetitions of short patterns whose period changes: matches that run into what they write.</summary>
    private static byte[] Period(Random random, int size)
    {
        var bytes = new byte[size];
        var at = 0;
        for (var period = 1; at < size; period = period % 40 + 1)
        {
            var pattern = Random(random, period);
            for (var end = Math.Min(size, at + random.Next(500)); at < end; at++)
                bytes[at] = pattern[at % period];
        }

        return bytes;
    }

    private static byte[] Text(Random random, int size)
    {
        var words = Enumerable.Range(0, 800).Select(_ => Word(random)).ToArray();
        var text = new StringBuilder(size + 16);
        while (text.Length < size)
            text.Append(words[(int)(words.Length * Math.Pow(random.NextDouble(), 3))]).Append(' ');
        return Encoding.ASCII.GetBytes(text.ToString(0, size));
    }

    /// <summary>JSON of the same shape again and again with other numbers, as records have it.</summary>
    private static byte[] Records(Random random, int size)
    {
        var text = new StringBuilder(size + 200);
        while (text.Length < size)
            text.Append($$"""{"id":{{random.Next()}},"user":"u-{{random.Next(1_000)}}","amount":{{random.Next(100_000) / 100m}},"city":"{{Word(random)}}"}""");
        return Encoding.ASCII.GetBytes(text.ToString(0, size));
    }

    /// <summary>Bytes without repetition but of uneven frequency: literals that an entropy coder makes shorter.</summary>
    private static byte[] Skewed(Random random, int size)
    {
        var bytes = new byte[size];
        for (var at = 0; at < size; at++)
            bytes[at] = (byte)(200 * Math.Pow(random.NextDouble(), 4));
        return bytes;
    }

    private static string Word(Random random) =>
        string.Create(random.Next(2, 11), random, (letters, source) =>
        {
            foreach (ref var letter in letters)
                letter = (char)('a' + source.Next(26));
        });
}
