using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Inflates Zstandard frames one after another (RFC 8878), skippable ones left out: with libzstd where it is installed
/// and the input long enough; else, and for windows larger than <see cref="HistoryBytesMax"/>, with the managed reader.
/// </summary>
/// <remarks>
/// Memory: see <see cref="ZstdFrameReader"/> for the managed reader. libzstd allocates the frame's window outside of the
/// managed heap, at most 8 MiB, of which the system provides what is written to.
/// </remarks>
internal sealed class ZstdDecompressor : Decompressor
{
    /// <summary>
    /// How far back a match can reach here, whatever window a frame asks for. Kafka's producers stay below: theirs ask for
    /// more only from level 20 on, and a batch is as a rule not larger.
    /// </summary>
    public const int HistoryBytesMax = 8 * 1_024 * 1_024;

    private readonly ReadOnlyMemory<byte> _compressed;
    private readonly bool _usesLibrary;
    private ZstdLibraryFrameReader? _libraryReader;
    private ZstdFrameReader? _managedReader;
    private IZstdFrameReader? _frame;
    private int _position;

    public ZstdDecompressor(ReadOnlyMemory<byte> compressed, long outputBytesMax)
        : this(compressed, outputBytesMax, ZstdLibrary.Installed is not null && compressed.Length >= ZstdLibrary.InputBytesMin)
    {
    }

    /// <param name="compressed">The frames; not copied.</param>
    /// <param name="outputBytesMax">How many bytes may come out.</param>
    /// <param name="usesLibrary">False keeps libzstd out; true needs it installed.</param>
    public ZstdDecompressor(ReadOnlyMemory<byte> compressed, long outputBytesMax, bool usesLibrary)
        : base(CompressionCodec.Zstd, outputBytesMax)
    {
        _compressed = compressed;
        _usesLibrary = usesLibrary;
    }

    private protected override long Position => _frame?.Position ?? _position;

    private protected override int Inflate(Span<byte> destination)
    {
        while (true)
        {
            if (_frame is not null && _frame.Read(destination) is > 0 and var count)
                return count;

            CloseFrame();
            if (_position > 0 && _position == _compressed.Length)
                return 0;

            OpenFrame();
        }
    }

    private protected override void Release()
    {
        _libraryReader?.Dispose();
        _managedReader?.Dispose();
    }

    private void CloseFrame()
    {
        _position = _frame?.Position ?? _position;
        _frame = null;
    }

    private void OpenFrame()
    {
        var rest = _compressed.Span[_position..];
        if (rest.Length < ZstdFrameHeader.MagicBytes)
            throw Truncated("the input ends within a frame's magic number");

        var magic = BinaryPrimitives.ReadUInt32LittleEndian(rest);
        if (SkippableFrame.IsMagic(magic))
        {
            _position += SkippableFrame.BytesOf(rest) ?? throw Truncated("the input ends within a skippable frame");
            return;
        }

        if (magic != ZstdFrameHeader.Magic)
            throw Corrupt("there is no frame's magic number");

        var header = ZstdFrameHeader.Read(rest, _position);
        _frame = ReaderOf(header);
        _frame.Open(_position, header);
    }

    private IZstdFrameReader ReaderOf(in ZstdFrameHeader header) =>
        _usesLibrary && header.WindowBytes <= HistoryBytesMax
            ? _libraryReader ??= new ZstdLibraryFrameReader(_compressed)
            : _managedReader ??= new ZstdFrameReader(_compressed);
}
