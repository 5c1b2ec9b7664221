using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Inflates one LZ4 block, piece by piece as the window has room. A block is sequences, each of: token (high half: count of
/// literals, low half: match length less 4; 15 goes on in further bytes), literals, match distance (2 bytes, low first),
/// rest of the match length. The last sequence ends behind its literals.
/// </summary>
internal sealed class Lz4BlockReader
{
    /// <summary>How far back a match can reach: what the two bytes of a distance can say, and one.</summary>
    public const int HistoryBytes = 64 * 1_024;

    private const int RoomBytesMin = 1_024;
    private const int LongCount = 15;
    private const int MatchBytesMin = 4;
    private const int DistanceBytes = 2;

    /// <summary>More than a sequence with up to 14 literals takes of the input, a wide copy of them included.</summary>
    private const int ShortSequenceBytes = 1 + MatchCopy.SlackBytes + DistanceBytes + 1;

    private ReadOnlyMemory<byte> _block;
    private long _blockPosition;
    private int _outputBytesLeft;
    private int _at;
    private int _literalsLeft;
    private int _matchCode;
    private int _matchDistance;
    private int _matchLeft;
    private Stage _stage;

    private enum Stage
    {
        Token,
        Literals,
        Distance,
        Match,
        End,
    }

    /// <summary>Begins a block.</summary>
    /// <param name="block">The compressed block.</param>
    /// <param name="position">Where it lies in the input, for errors.</param>
    /// <param name="outputBytesMax">The most it may inflate to.</param>
    public void Open(ReadOnlyMemory<byte> block, long position, int outputBytesMax)
    {
        (_block, _blockPosition, _outputBytesLeft) = (block, position, outputBytesMax);
        (_at, _stage) = (0, Stage.Token);
    }

    /// <summary>Adds to the window what it has room for; ensures that there is some.</summary>
    /// <returns>True at the block's end.</returns>
    /// <exception cref="CompressionException">The block is damaged.</exception>
    public bool Inflate(DecoderWindow window)
    {
        var block = _block.Span;
        window.EnsureRoom(RoomBytesMin);
        while (window.Room > 0 && _stage != Stage.End)
        {
            if (_stage == Stage.Token)
                InflateShortSequences(block, window);
            Step(block, window);
        }

        return _stage == Stage.End;
    }

    /// <summary>
    /// The bulk of the work: whole sequences with few literals, as long as input and window have room for wide copies.
    /// Whatever does not fit or is not right is left to <see cref="Step"/>, which judges it.
    /// </summary>
    private void InflateShortSequences(ReadOnlySpan<byte> block, DecoderWindow window)
    {
        ref var source = ref MemoryMarshal.GetReference(block);
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(window.Buffer);
        var at = _at;
        var end = window.End;
        var historyStart = end - window.HistoryBytes;
        var endMax = end + Math.Min(window.Room - 2 * MatchCopy.SlackBytes, _outputBytesLeft);

        while (at <= block.Length - ShortSequenceBytes)
        {
            int token = Unsafe.Add(ref source, at);
            var literals = token >> 4;
            var next = at + 1 + literals;
            int distance = LittleEndian.ReadUInt16(ref source, next);
            next += DistanceBytes;
            var length = token & LongCount;
            if (literals == LongCount || (length == LongCount && !TryReadMore(block, ref next, ref length)))
                break;

            length += MatchBytesMin;
            if (end + literals + length > endMax || distance == 0 || distance > end + literals - historyStart)
                break;

            MatchCopy.CopyWide(ref Unsafe.Add(ref source, at + 1), ref Unsafe.Add(ref buffer, end), literals);
            end += literals;
            MatchCopy.RepeatWide(ref Unsafe.Add(ref buffer, end), distance, length);
            end += length;
            at = next;
        }

        _outputBytesLeft -= end - window.End;
        window.Advance(end - window.End);
        _at = at;
    }

    private void Step(ReadOnlySpan<byte> block, DecoderWindow window)
    {
        switch (_stage)
        {
            case Stage.Token:
                ReadToken(block);
                break;
            case Stage.Literals:
                CopyLiterals(block, window);
                break;
            case Stage.Distance:
                ReadMatch(block, window);
                break;
            default:
                CopyMatch(window);
                break;
        }
    }

    private void ReadToken(ReadOnlySpan<byte> block)
    {
        if (_at == block.Length)
            throw Corrupt("a block ends with a match");

        int token = block[_at++];
        _matchCode = token & LongCount;
        _literalsLeft = token >> 4;
        if (_literalsLeft == LongCount && !TryReadMore(block, ref _at, ref _literalsLeft))
            throw Corrupt("a block ends within a count of literals");
        if (_literalsLeft > block.Length - _at)
            throw Corrupt("a block ends within its literals");

        TakeOutput(_literalsLeft);
        _stage = Stage.Literals;
    }

    private void CopyLiterals(ReadOnlySpan<byte> block, DecoderWindow window)
    {
        var count = Math.Min(_literalsLeft, window.Room);
        window.Append(block.Slice(_at, count));
        _at += count;
        _literalsLeft -= count;
        if (_literalsLeft == 0)
            _stage = _at == block.Length ? Stage.End : Stage.Distance;
    }

    private void ReadMatch(ReadOnlySpan<byte> block, DecoderWindow window)
    {
        if (block.Length - _at < DistanceBytes)
            throw Corrupt("a block ends within a match's distance");

        _matchDistance = block[_at] | (block[_at + 1] << 8);
        if (_matchDistance == 0 || _matchDistance > window.HistoryBytes)
            throw Corrupt("a match reaches back before the first byte");

        _at += DistanceBytes;
        _matchLeft = _matchCode;
        if (_matchCode == LongCount && !TryReadMore(block, ref _at, ref _matchLeft))
            throw Corrupt("a block ends within a match's length");

        _matchLeft += MatchBytesMin;
        TakeOutput(_matchLeft);
        _stage = Stage.Match;
    }

    private void CopyMatch(DecoderWindow window)
    {
        var count = Math.Min(_matchLeft, window.Room);
        window.AppendMatch(_matchDistance, count);
        _matchLeft -= count;
        if (_matchLeft == 0)
            _stage = Stage.Token;
    }

    private void TakeOutput(int count)
    {
        if (count > _outputBytesLeft)
            throw Corrupt("a block inflates to more than its frame allows");
        _outputBytesLeft -= count;
    }

    /// <summary>Adds the further bytes of a count: each adds its value, and one below 255 is the last.</summary>
    private static bool TryReadMore(ReadOnlySpan<byte> block, ref int at, ref int count)
    {
        while (at < block.Length)
        {
            var more = block[at++];
            count += more;
            if (more != byte.MaxValue)
                return true;
        }

        return false;
    }

    private CompressionException Corrupt(string reason) =>
        new(CompressionCodec.Lz4, CompressionFault.Corrupt, _blockPosition + _at, reason);
}
