namespace ActorBroker.Model.Compression;

/// <summary>Inflates one Zstandard frame after another. Owned by one decompressor.</summary>
internal interface IZstdFrameReader : IDisposable
{
    /// <summary>How far the input has been taken.</summary>
    int Position { get; }

    /// <summary>Begins the frame at <paramref name="position"/>; the one before was read to its end.</summary>
    void Open(int position, in ZstdFrameHeader header);

    /// <summary>Gives the frame's next bytes, at least one; 0 at its end, when all that it says of itself was checked.</summary>
    /// <exception cref="CompressionException">The frame is damaged, cut short or not supported.</exception>
    int Read(Span<byte> destination);
}
