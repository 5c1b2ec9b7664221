using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>Frames of RFC 8878, for both readers where they agree.</summary>
public sealed class ZstdFrameTests
{
    private const int Windows8MiB = 13;
    private const int Windows128MiB = 17;

    /// <summary>
    /// No literals; one sequence; one symbol for each table: no literals, an offset value of 8 and 3 more bits, a length of 3;
    /// behind the end mark the bits 011, for a value of 11 and so a distance of 8.
    /// </summary>
    private static readonly byte[] Repeating3Of8Back = [0x00, 0x01, 0x54, 0x00, 0x03, 0x00, 0x0B];

    [Fact]
    public void Frames_and_skippable_frames_are_one_stream()
    {
        byte[] skippable = [0x5F, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9];
        byte[] block = [.. skippable, .. Blocks.ZstdManaged("first "u8.ToArray()), .. skippable, .. Blocks.ZstdManaged([]), .. Blocks.Zstd("second"u8.ToArray()), .. skippable];

        Assert.Equal("first second"u8, Blocks.InflateByLibrary(block));
        Assert.Equal("first second"u8, Blocks.InflateManaged(block));
    }

    [Fact]
    public void A_frame_does_not_repeat_bytes_of_the_one_before()
    {
        var bytes = "abcdefgh"u8.ToArray();
        var inOneFrame = ZstdFrame.OfWindow(0).Raw(bytes).Compressed(Repeating3Of8Back, isLast: true).ToArray();
        byte[] inTwo = [.. ZstdFrame.OfWindow(0).Raw(bytes, isLast: true).ToArray(), .. ZstdFrame.OfWindow(0).Compressed(Repeating3Of8Back, isLast: true).ToArray()];

        Assert.Equal("abcdefghabc"u8, Blocks.InflateManaged(inOneFrame));
        AssertFault(CompressionFault.Corrupt, inTwo);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x02)]
    [InlineData(0x03)]
    public void A_frame_that_names_a_dictionary_is_not_supported(byte descriptor)
    {
        AssertFault(CompressionFault.Unsupported, ZstdFrame.OfDescriptor(descriptor, 0, 7, 0, 0, 0).Raw([1], isLast: true).ToArray());
    }

    [Fact]
    public void A_dictionary_id_of_0_names_none()
    {
        var block = ZstdFrame.OfDescriptor(0x03, 0, 0, 0, 0, 0).Raw([1, 2], isLast: true).ToArray();

        Assert.Equal([1, 2], Blocks.InflateManaged(block));
        Assert.Equal([1, 2], Blocks.InflateByLibrary(block));
    }

    [Fact]
    public void A_window_as_large_as_Kafkas_producers_ask_for_is_read()
    {
        foreach (var exponent in new[] { 0, Windows8MiB, Windows8MiB + 1, Windows128MiB })
        {
            var block = ZstdFrame.OfWindow(exponent).Raw([1, 2], isLast: true).ToArray();
            Assert.Equal([1, 2], Blocks.InflateByLibrary(block));
            Assert.Equal([1, 2], Blocks.InflateManaged(block));
        }
    }

    [Fact]
    public void A_larger_window_is_not_supported()
    {
        AssertFault(CompressionFault.Unsupported, ZstdFrame.OfWindow(Windows128MiB + 1).Raw([1], isLast: true).ToArray());
        AssertFault(CompressionFault.Unsupported, ZstdFrame.OfContent(1UL << 60).Raw([1], isLast: true).ToArray());
    }

    [Fact]
    public void A_frame_that_inflates_to_another_size_than_said_is_corrupt()
    {
        AssertFault(CompressionFault.Corrupt, ZstdFrame.OfContent(3).Raw([1, 2], isLast: true).ToArray());
        AssertFault(CompressionFault.Corrupt, ZstdFrame.OfContent(3).Run(7, 2).Run(7, 2, isLast: true).ToArray());
    }

    [Fact]
    public void A_block_larger_than_the_window_is_corrupt()
    {
        AssertFault(CompressionFault.Corrupt, ZstdFrame.OfWindow(0).Raw(new byte[1_025], isLast: true).ToArray());
        AssertFault(CompressionFault.Corrupt, ZstdFrame.OfWindow(Windows8MiB).Run(1, 128 * 1_024 + 1, isLast: true).ToArray());
    }

    [Fact]
    public void What_needs_a_table_of_a_block_before_is_corrupt_without_one()
    {
        byte[] treeless = [0x13, 0x40, 0x00, 0xFF, 0x00];
        byte[] repeatsTables = [0x08, 0x61, 0x01, 0xFC, 0x01];

        var first = AssertFault(CompressionFault.Corrupt, ZstdFrame.OfWindow(0).Compressed(treeless, isLast: true).ToArray());
        var second = AssertFault(CompressionFault.Corrupt, ZstdFrame.OfWindow(0).Compressed(repeatsTables, isLast: true).ToArray());

        Assert.EndsWith("a block repeats a Huffman table and there is none", first);
        Assert.EndsWith("a table of a block's sequences is damaged", second);
    }

    [Fact]
    public void Reserved_bits_types_and_wrong_checksums_are_corrupt()
    {
        AssertFault(CompressionFault.Corrupt, ZstdFrame.OfDescriptor(0x08, 0).Raw([1], isLast: true).ToArray());
        AssertFault(CompressionFault.Corrupt, ZstdFrame.OfWindow(0).Reserved().ToArray());
        AssertFault(CompressionFault.Corrupt, ZstdFrame.OfDescriptor(0x04, 0).Raw([1], isLast: true).Tail(1, 2, 3, 4).ToArray());
    }

    private static string AssertFault(CompressionFault fault, byte[] block)
    {
        var managed = Assert.Throws<CompressionException>(() => Blocks.InflateManaged(block));
        Assert.Equal(fault, managed.Fault);
        Assert.Equal(fault, Assert.Throws<CompressionException>(() => Blocks.InflateByLibrary(block)).Fault);
        return managed.Message;
    }
}
