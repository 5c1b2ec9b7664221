using System.IO.Compression;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Inflates gzip members one after another (RFC 1952) with the base library, which checks each member's CRC-32 and size.
/// </summary>
/// <remarks>
/// The base library takes a cut stream for a finished one and leaves out what follows the last member. So a member of our
/// own, the seal, is fed behind the input: only when the input is whole members and nothing else does the seal's content,
/// and nothing but it, come out behind them. Managed memory: an 8 KiB buffer of the library's; zlib's window of 32 KiB is
/// native.
/// </remarks>
internal sealed class GzipDecompressor : Decompressor
{
    private readonly GzipSealedInput _input;
    private readonly GZipStream _members;
    private bool _ended;

    public GzipDecompressor(ReadOnlyMemory<byte> compressed, long outputBytesMax)
        : base(CompressionCodec.Gzip, outputBytesMax)
    {
        _input = new GzipSealedInput(compressed);
        _members = new GZipStream(_input, CompressionMode.Decompress);
    }

    private protected override long Position => _input.Taken;

    private protected override int Inflate(Span<byte> destination)
    {
        if (_ended)
            return 0;

        var count = ReadMembers(destination);
        if (_input.SealTaken)
        {
            if (_input.Taken == 0)
                throw Truncated("there is no member");

            ExpectSeal(destination[..count]);
            _ended = true;
            return 0;
        }

        return count > 0 ? count : throw Corrupt("the last member is followed by bytes that are no member");
    }

    private protected override void Release() => _members.Dispose();

    /// <summary>
    /// The library asks for more input only when it has no output left to give: so all that comes out from the call on that
    /// took the seal, must be the seal's content.
    /// </summary>
    private void ExpectSeal(ReadOnlySpan<byte> first)
    {
        Span<byte> next = stackalloc byte[GzipSealedInput.SealContent.Length];
        var expected = GzipSealedInput.SealContent;
        scoped var given = first;
        while (!given.IsEmpty)
        {
            if (!expected.StartsWith(given))
                throw Truncated("the input ends within a member");

            expected = expected[given.Length..];
            given = next[..ReadMembers(next)];
        }

        if (!expected.IsEmpty)
            throw Truncated("the input ends within a member");
    }

    private int ReadMembers(Span<byte> destination)
    {
        try
        {
            return _members.Read(destination);
        }
        catch (InvalidDataException)
        {
            throw _input.SealTaken
                ? Truncated("the input ends within a member")
                : Corrupt("a member's header, data or checksum is wrong");
        }
    }
}
