using System.Buffers;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Writes one Zstandard frame (RFC 8878) with its content's size and no checksum, for the batch has one: with libzstd where
/// it is installed, else with <see cref="ZstdFrameWriter"/>.
/// </summary>
internal static class ZstdCompressor
{
    /// <summary>libzstd's levels.</summary>
    public static readonly CompressionLevelRange Levels = new(-131_072, 22, 3);

    private const int LevelParameter = 100;
    private const int WindowLogParameter = 101;
    private const int WindowLogMax = 23;

    public static void Compress(ReadOnlySpan<byte> source, IBufferWriter<byte> target, int level)
    {
        if (ZstdLibrary.Installed is { } library)
            CompressByLibrary(library, source, target, level);
        else
            ZstdFrameWriter.Write(source, target, level);
    }

    /// <summary>For large sources the window is what all our readers keep: high levels would take more.</summary>
    private static unsafe void CompressByLibrary(
        ZstdLibrary library, ReadOnlySpan<byte> source, IBufferWriter<byte> target, int level)
    {
        using var context = ZstdContext.ForCompression();
        var handle = context.DangerousGetHandle();
        Check(library, library.SetCompression(handle, LevelParameter, level));
        if (source.Length > ZstdDecompressor.HistoryBytesMax)
            Check(library, library.SetCompression(handle, WindowLogParameter, WindowLogMax));

        var frame = target.GetSpan(checked((int)library.CompressedBytesMax((nuint)source.Length)));
        fixed (byte* input = source)
        fixed (byte* output = frame)
        {
            var size = library.Compress(handle, output, (nuint)frame.Length, input, (nuint)source.Length);
            Check(library, size);
            target.Advance((int)size);
        }
    }

    private static unsafe void Check(ZstdLibrary library, nuint result) =>
        Invariant.Holds(library.IsError(result) == 0, "libzstd compresses any source at its own levels");
}
