using System.Buffers;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>
/// What a reader takes of the managed heap. Buffers are rented: a run finds them in the pool or has them allocated, so each
/// limit holds for an empty pool too. A window that grows to n bytes allocates less than 2 n in all.
/// </summary>
public sealed class CompressionMemoryTests
{
    private const int KiB = 1_024;
    private const int MiB = 1_024 * KiB;
    private const int BombBytes = 32 * MiB;

    private readonly byte[] _output = new byte[32 * KiB];

    /// <summary>The windows: gzip's is native; framed Snappy has one block; LZ4 64 KiB, in twice of it; the others as said at their readers.</summary>
    [Theory]
    [InlineData("gzip", 64 * KiB)]
    [InlineData("snappy, framed", 64 * KiB)]
    [InlineData("snappy, raw", 4 * MiB)]
    [InlineData("lz4", 256 * KiB)]
    [InlineData("lz4, linked blocks", 256 * KiB)]
    [InlineData("zstd, managed reader", 32 * MiB)]
    public void A_bomb_takes_no_more_than_its_window(string name, long windowBytes)
    {
        var format = BlockFormat.Find(name);
        var bomb = format.Write(new byte[BombBytes]);

        var (given, allocated, _) = Measure(bomb, input => format.Open(input, BombBytes));

        Assert.Equal(BombBytes, given);
        Assert.InRange(allocated, 0, 8L * bomb.Length + 64 * KiB + windowBytes);
    }

    [Fact]
    public void A_frame_of_runs_stops_at_the_limit_and_keeps_its_window_and_no_more()
    {
        var frame = ZstdFrame.OfWindow(13);
        for (var block = 0; block < 400; block++)
            frame.Run(7, 128 * KiB);

        var (given, allocated, fault) = Measure(frame.ToArray(), input => new ZstdDecompressor(input, BombBytes, usesLibrary: false));

        Assert.Equal(BombBytes, given);
        Assert.Equal(CompressionFault.LimitExceeded, fault);
        Assert.InRange(allocated, 0, 32 * MiB + 64 * KiB);
    }

    public static TheoryData<string, CompressionCodec, byte[]> Lies() => new()
    {
        { "lz4 content size", CompressionCodec.Lz4, [.. new Lz4Frame { ContentBytes = ulong.MaxValue, BlockCode = 7 }.Write("text"u8)] },
        { "lz4 block size", CompressionCodec.Lz4, [.. new Lz4Frame { BlockCode = 7 }.Header(), 0, 0, 0x40, 0, 0x1F, 9] },
        { "lz4 skippable frame", CompressionCodec.Lz4, [0x50, 0x2A, 0x4D, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 1] },
        { "snappy content size", CompressionCodec.Snappy, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 9] },
        { "snappy count of literals", CompressionCodec.Snappy, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 63 << 2, 0xFE, 0xFF, 0xFF, 0xFF, 9] },
        { "snappy chunk size", CompressionCodec.Snappy, [0x82, 0x53, 0x4E, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0x7F, 0xFF, 0xFF, 0xFF, 1] },
        { "zstd content size", CompressionCodec.Zstd, ZstdFrame.OfContent(128 * MiB).Raw([1, 2], isLast: true).ToArray() },
        { "zstd window", CompressionCodec.Zstd, ZstdFrame.OfWindow(17).Raw([1, 2], isLast: true).ToArray() },
        { "zstd literals", CompressionCodec.Zstd, ZstdFrame.OfWindow(13).Compressed([0x0E, 0xFF, 0xFF, 0x04, 0x00, 0x80, 0x10, 1], isLast: true).ToArray() },
        { "zstd skippable frame", CompressionCodec.Zstd, [0x50, 0x2A, 0x4D, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 1] },
        { "gzip extra field", CompressionCodec.Gzip, [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 1] },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_size_that_lies_allocates_nothing(string lie, CompressionCodec codec, byte[] block)
    {
        var opened = Decompressor (byte[] input) => codec == CompressionCodec.Zstd
            ? new ZstdDecompressor(input, Blocks.NoLimit, usesLibrary: false)
            : CompressionCodecs.OpenRead(codec, input, Blocks.NoLimit);
        Measure(block, opened);

        var (_, allocated, fault) = Measure(block, opened);

        Assert.True(allocated <= 8 * block.Length + 64 * KiB, $"{lie} ({fault}) allocated {allocated} bytes");
    }

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void Nothing_is_allocated_per_record_or_byte(string name)
    {
        var format = BlockFormat.Find(name);
        var block = format.Write(Sample.Of("records", 200_000));
        Measure(block, input => format.Open(block, Blocks.NoLimit));

        var allocated = Enumerable.Range(0, 10).Min(_ => Measure(block, input => format.Open(block, Blocks.NoLimit)).Allocated);

        Assert.InRange(allocated, 0, 2 * KiB);
    }

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void Buffers_go_back_once_however_often_a_reader_is_disposed(string name)
    {
        var format = BlockFormat.Find(name);
        var decompressor = format.Open(format.Write(Sample.Of("records", 200_000)), Blocks.NoLimit);
        decompressor.Read(_output);

        decompressor.Dispose();
        decompressor.Dispose();

        for (var size = 16; size <= MiB; size *= 2)
        {
            var rented = Enumerable.Range(0, 20).Select(_ => ArrayPool<byte>.Shared.Rent(size)).ToArray();
            Assert.Equal(rented.Length, rented.Distinct().Count());
            Array.ForEach(rented, array => ArrayPool<byte>.Shared.Return(array));
        }

        Assert.Throws<ObjectDisposedException>(() => decompressor.Read(_output));
    }

    private (long Given, long Allocated, CompressionFault? Fault) Measure(byte[] block, Func<byte[], Decompressor> open)
    {
        var given = 0L;
        CompressionFault? fault = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var decompressor = open(block);
            while (decompressor.Read(_output) is > 0 and var count)
                given += count;
        }
        catch (CompressionException failure)
        {
            fault = failure.Fault;
        }

        return (given, GC.GetAllocatedBytesForCurrentThread() - before, fault);
    }
}
