using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>
/// The managed reader against libzstd, which lets pass some damage that the RFC forbids: bits left over behind literals or
/// sequences, and reserved bits.
/// </summary>
public sealed class ZstdReadersAgreeTests
{
    private const int InputsByDefault = 10_000;
    private const int OutputBytesMax = 512 * 1_024;

    private static readonly int[] Levels = [1, 3, 19];

    [ToolFact("zstd")]
    public void Damaged_frames_that_the_managed_reader_accepts_libzstd_reads_alike()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var frames = Sample.Kinds.SelectMany(kind => Levels.Select(
            level => Blocks.Compress(CompressionCodec.Zstd, Sample.Of(kind, random.Next(1, 6_000)), level)));
        var mutator = new Mutator(random, [.. frames]);
        Assert.NotNull(ZstdLibrary.Installed);

        for (var index = 0; index < CompressionFuzzTests.InputsOr(InputsByDefault); index++)
        {
            var input = mutator.Next();
            var managed = TryRead(input, usesLibrary: false);
            var byLibrary = TryRead(input, usesLibrary: true);
            var agree = managed is null || managed.AsSpan().SequenceEqual(byLibrary);
            Assert.True(agree, $"seed {seed}, input {index}: {Convert.ToHexString(input)}");
        }
    }

    [ToolFact("zstd")]
    public void Cut_frames_both_readers_tell_to_be_cut()
    {
        var frame = Blocks.Zstd(Sample.Of("records", 2_000));

        for (var length = 0; length < frame.Length; length++)
        {
            foreach (var usesLibrary in new[] { true, false })
            {
                using var decompressor = new ZstdDecompressor(frame.AsMemory(0, length), OutputBytesMax, usesLibrary);
                var failure = Assert.Throws<CompressionException>(() => Blocks.ReadToEnd(decompressor));
                Assert.Equal(CompressionFault.Truncated, failure.Fault);
            }
        }
    }

    private static byte[]? TryRead(byte[] input, bool usesLibrary)
    {
        try
        {
            using var decompressor = new ZstdDecompressor(input, OutputBytesMax, usesLibrary);
            return Blocks.ReadToEnd(decompressor);
        }
        catch (CompressionException)
        {
            return null;
        }
    }
}
