using System.Numerics;

namespace ActorBroker.Model.Compression;

/// <summary>Inflates frames with libzstd.</summary>
internal sealed unsafe class ZstdLibraryFrameReader : IZstdFrameReader
{
    private const int WindowLogMaxParameter = 100;

    private readonly ReadOnlyMemory<byte> _compressed;
    private readonly ZstdLibrary _library = ZstdLibrary.Installed!;
    private readonly ZstdContext _context = ZstdContext.ForDecompression();
    private bool _hasEnded;

    public ZstdLibraryFrameReader(ReadOnlyMemory<byte> compressed)
    {
        _compressed = compressed;
        var windowLogMax = BitOperations.Log2(ZstdDecompressor.HistoryBytesMax);
        var result = _library.SetDecompression(_context.DangerousGetHandle(), WindowLogMaxParameter, windowLogMax);
        Invariant.Holds(_library.IsError(result) == 0, "libzstd takes a window limit of 8 MiB");
    }

    public int Position { get; private set; }

    public void Open(int position, in ZstdFrameHeader header) => (Position, _hasEnded) = (position, false);

    public int Read(Span<byte> destination)
    {
        while (!_hasEnded)
        {
            var start = Position;
            var written = Step(destination);
            if (written > 0)
                return written;
            if (!_hasEnded && Position == start)
                throw Failure(CompressionFault.Truncated, "the input ends within a frame");
        }

        return 0;
    }

    public void Dispose() => _context.Dispose();

    private int Step(Span<byte> destination)
    {
        fixed (byte* input = _compressed.Span[Position..])
        fixed (byte* output = destination)
        {
            var taking = new ZstdLibrary.InBuffer { Bytes = input, Size = (nuint)(_compressed.Length - Position) };
            var giving = new ZstdLibrary.OutBuffer { Bytes = output, Size = (nuint)destination.Length };
            var result = _library.Decompress(_context.DangerousGetHandle(), &giving, &taking);
            Position += (int)taking.Taken;
            if (_library.IsError(result) != 0)
                throw Failure(CompressionFault.Corrupt, "libzstd found damage in a frame");

            _hasEnded = result == 0;
            return (int)giving.Written;
        }
    }

    private CompressionException Failure(CompressionFault fault, string reason) =>
        new(CompressionCodec.Zstd, fault, Position, reason);
}
