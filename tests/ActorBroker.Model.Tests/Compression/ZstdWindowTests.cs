using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>Matches that reach far back, and dictionaries, as the <c>zstd</c> program makes them.</summary>
public sealed class ZstdWindowTests
{
    private const int FarBytes = 9 * 1_024 * 1_024;
    private const int NearBytes = 7 * 1_024 * 1_024;

    [ToolFact("zstd")]
    public void A_match_farther_back_than_8_MiB_is_not_supported()
    {
        var block = Tool.Run("zstd", ["-c", "-q", "-1", "--long=24"], Repeating(FarBytes));

        var failure = Assert.Throws<CompressionException>(() => Blocks.InflateByLibrary(block));

        Assert.Equal(CompressionFault.Unsupported, failure.Fault);
    }

    [ToolFact("zstd")]
    public void A_match_less_than_8_MiB_back_is_read_whatever_the_window()
    {
        var source = Repeating(NearBytes);

        foreach (var option in new[] { "--long=23", "--long=27" })
        {
            var block = Tool.Run("zstd", ["-c", "-q", "-1", option], source);
            Assert.True(block.Length < source.Length * 2 / 3, $"{option} found no far match");
            Assert.True(source.AsSpan().SequenceEqual(Blocks.InflateManaged(block)), option);
            Assert.True(source.AsSpan().SequenceEqual(Blocks.InflateByLibrary(block)), option);
        }
    }

    [ToolFact("zstd")]
    public void A_frame_made_with_a_trained_dictionary_is_not_supported()
    {
        using var folder = new TempDirectory();
        var files = Enumerable.Range(0, 200).Select(index => Path.Combine(folder.Path, $"{index}.json")).ToArray();
        for (var index = 0; index < files.Length; index++)
            File.WriteAllBytes(files[index], Sample.Of("records", 1_000 + index));
        var dictionary = Path.Combine(folder.Path, "dictionary");
        Tool.Run("zstd", ["--train", "-q", "--maxdict=4096", .. files, "-o", dictionary]);

        var block = Tool.Run("zstd", ["-c", "-q", "-D", dictionary], Sample.Of("records", 900));
        var failure = Assert.Throws<CompressionException>(() => Blocks.InflateByLibrary(block));

        Assert.Equal(CompressionFault.Unsupported, failure.Fault);
        Assert.Equal(CompressionFault.Unsupported, Assert.Throws<CompressionException>(() => Blocks.InflateManaged(block)).Fault);
    }

    /// <summary>Bytes that cannot be compressed, twice.</summary>
    private static byte[] Repeating(int distance)
    {
        var source = new byte[2 * distance];
        new Random(Sample.Seed).NextBytes(source.AsSpan(0, distance));
        source.AsSpan(0, distance).CopyTo(source.AsSpan(distance));
        return source;
    }
}
