using System.Buffers;
using System.Buffers.Binary;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>Writes LZ4 frames of every form the format has, sound and lying.</summary>
internal sealed record Lz4Frame
{
    public bool IsLinked { get; init; }

    public bool HasBlockChecksums { get; init; }

    public bool HasContentChecksum { get; init; }

    /// <summary>The content size to claim; null claims none.</summary>
    public ulong? ContentBytes { get; init; }

    /// <summary>4 to 7: 64 KiB to 4 MiB.</summary>
    public int BlockCode { get; init; } = 4;

    /// <summary>Writes blocks as they are.</summary>
    public bool IsStored { get; init; }

    /// <summary>More flags to set in the header.</summary>
    public byte ExtraFlags { get; init; }

    public byte[] Write(ReadOnlySpan<byte> source)
    {
        var target = new ArrayBufferWriter<byte>();
        target.Write(Header());
        using var matcher = new GreedyMatcher(source.Length);
        var blockBytes = Lz4FrameHeader.BlockBytesOf(BlockCode);
        for (var start = 0; start < source.Length; start += blockBytes)
            WriteBlock(source, start, Math.Min(source.Length, start + blockBytes), matcher, target);

        WriteUInt32(target, 0);
        if (HasContentChecksum)
            WriteUInt32(target, XxHash32.Compute(source));
        return target.WrittenSpan.ToArray();
    }

    /// <summary>The frame's header alone.</summary>
    public byte[] Header()
    {
        var flags = Lz4FrameHeader.VersionFlag | (IsLinked ? 0 : Lz4FrameHeader.IndependentFlag) | ExtraFlags |
            (HasBlockChecksums ? 0x10 : 0) | (ContentBytes is null ? 0 : 0x08) | (HasContentChecksum ? 0x04 : 0);
        byte[] size = ContentBytes is { } bytes ? BitConverter.GetBytes(bytes) : [];
        byte[] descriptor = [(byte)flags, (byte)(BlockCode << 4), .. size];
        return [.. BitConverter.GetBytes(Lz4FrameHeader.Magic), .. descriptor, Lz4FrameHeader.ChecksumOf(descriptor)];
    }

    private void WriteBlock(ReadOnlySpan<byte> source, int start, int end, GreedyMatcher matcher, ArrayBufferWriter<byte> target)
    {
        var output = new byte[Lz4SequenceWriter.BytesMax(end - start)];
        var writer = new Lz4SequenceWriter(source, output);
        matcher.Find(source, start, end, IsLinked ? 0 : start, ref writer);
        var isStored = IsStored || writer.Written >= end - start;
        var block = isStored ? source[start..end] : output.AsSpan(0, writer.Written);

        WriteUInt32(target, (uint)block.Length | (isStored ? Lz4FrameHeader.NotCompressedFlag : 0));
        target.Write(block);
        if (HasBlockChecksums)
            WriteUInt32(target, XxHash32.Compute(block));
    }

    private static void WriteUInt32(ArrayBufferWriter<byte> target, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target.GetSpan(sizeof(uint)), value);
        target.Advance(sizeof(uint));
    }
}
