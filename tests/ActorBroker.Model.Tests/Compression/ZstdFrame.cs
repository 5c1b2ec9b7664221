using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>Puts Zstandard frames together by hand, sound and lying.</summary>
internal sealed class ZstdFrame
{
    private readonly List<byte> _bytes = [];

    private ZstdFrame(params byte[] header) => _bytes.AddRange([.. BitConverter.GetBytes(ZstdFrameHeader.Magic), .. header]);

    public int Length => _bytes.Count;

    /// <summary>A frame that says nothing of its content's size. Its window is 2^(10 + exponent) bytes.</summary>
    public static ZstdFrame OfWindow(int exponent) => new(0, (byte)(exponent << 3));

    /// <summary>A frame of one segment, of the size said.</summary>
    public static ZstdFrame OfContent(ulong bytes) => new([0xE0, .. BitConverter.GetBytes(bytes)]);

    /// <summary>A frame with this descriptor and what belongs to it.</summary>
    public static ZstdFrame OfDescriptor(params byte[] header) => new(header);

    public ZstdFrame Raw(byte[] content, bool isLast = false) => Block(0, content.Length, content, isLast);

    public ZstdFrame Run(byte value, int count, bool isLast = false) => Block(1, count, [value], isLast);

    public ZstdFrame Compressed(byte[] content, bool isLast = false) => Block(2, content.Length, content, isLast);

    public ZstdFrame Reserved() => Block(3, 0, [], isLast: true);

    /// <summary>What follows the last block.</summary>
    public ZstdFrame Tail(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private ZstdFrame Block(int type, int size, byte[] content, bool isLast)
    {
        var header = (isLast ? 1 : 0) | (type << 1) | (size << 3);
        _bytes.AddRange([(byte)header, (byte)(header >> 8), (byte)(header >> 16), .. content]);
        return this;
    }
}
