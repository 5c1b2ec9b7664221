using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>Puts one block together in the window: literals and repetitions, in the order of its sequences.</summary>
internal ref struct ZstdBlockOutput
{
    private readonly ReadOnlySpan<byte> _literals;
    private readonly DecoderWindow _window;
    private readonly ulong _windowBytes;
    private readonly long _position;
    private int _literalAt;
    private int _outputBytesLeft;

    /// <param name="literals">The block's literals.</param>
    /// <param name="window">Receives the bytes; grows with them.</param>
    /// <param name="windowBytes">How far back the frame lets matches reach; the window may keep less.</param>
    /// <param name="outputBytesMax">The most the block may make.</param>
    /// <param name="position">Where the block lies in the input, for errors.</param>
    public ZstdBlockOutput(
        ReadOnlySpan<byte> literals, DecoderWindow window, ulong windowBytes, int outputBytesMax, long position)
    {
        _literals = literals;
        _window = window;
        _windowBytes = windowBytes;
        _outputBytesLeft = outputBytesMax;
        _position = position;
    }

    /// <summary>Does what the sequences say.</summary>
    /// <exception cref="CompressionException">One of them takes more than there is.</exception>
    public void Append(scoped ReadOnlySpan<ZstdSequence> sequences)
    {
        while (true)
        {
            sequences = sequences[AppendWide(sequences)..];
            if (sequences.IsEmpty)
                return;

            AppendChecked(sequences[0]);
            sequences = sequences[1..];
        }
    }

    /// <summary>Adds the literals that no sequence took.</summary>
    public void AppendLiteralsLeft() => AppendLiterals(_literals.Length - _literalAt);

    /// <summary>
    /// The bulk of the work: sequences one after another, as long as there is room for wide copies. The first that does not
    /// fit or is not right is left to <see cref="AppendChecked"/>, which judges it.
    /// </summary>
    private int AppendWide(scoped ReadOnlySpan<ZstdSequence> sequences)
    {
        ref var literals = ref MemoryMarshal.GetReference(_literals);
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(_window.Buffer);
        var literalAt = _literalAt;
        var literalMax = _literals.Length - MatchCopy.SlackBytes;
        var end = _window.End;
        var endMax = end + Math.Min(_window.Room - 2 * MatchCopy.SlackBytes, _outputBytesLeft);
        var historyStart = end - _window.HistoryBytes;
        var historyMax = _window.HistoryBytesMax;
        var done = 0;
        for (; done < sequences.Length; done++)
        {
            var sequence = sequences[done];
            var matchAt = end + sequence.Literals;
            if (literalAt + sequence.Literals > literalMax || matchAt + sequence.Length > endMax ||
                sequence.Distance - 1 >= (uint)Math.Min(matchAt - historyStart, historyMax))
                break;

            MatchCopy.CopyWide(ref Unsafe.Add(ref literals, literalAt), ref Unsafe.Add(ref buffer, end), sequence.Literals);
            MatchCopy.RepeatWide(ref Unsafe.Add(ref buffer, matchAt), (int)sequence.Distance, sequence.Length);
            literalAt += sequence.Literals;
            end = matchAt + sequence.Length;
        }

        _literalAt = literalAt;
        _outputBytesLeft -= end - _window.End;
        _window.Advance(end - _window.End);
        return done;
    }

    private void AppendChecked(in ZstdSequence sequence)
    {
        if (sequence.Literals > _literals.Length - _literalAt)
            throw ZstdFailure.Corrupt(_position, "a block's sequences take more literals than there are");

        AppendLiterals(sequence.Literals);
        CheckDistance(sequence.Distance);
        Reserve(sequence.Length);
        _window.AppendMatch((int)sequence.Distance, sequence.Length);
    }

    private void AppendLiterals(int count)
    {
        Reserve(count);
        _window.Append(_literals.Slice(_literalAt, count));
        _literalAt += count;
    }

    private readonly void CheckDistance(uint distance)
    {
        if (distance > 0 && distance <= (uint)_window.HistoryBytes)
            return;

        throw _window.HistoryBytes == ZstdDecompressor.HistoryBytesMax && distance > 0 && distance <= _windowBytes
            ? ZstdFailure.Unsupported(_position, "a match reaches back farther than 8 MiB")
            : ZstdFailure.Corrupt(_position, "a match reaches back before the first byte or its window");
    }

    private void Reserve(int count)
    {
        if (count > _outputBytesLeft)
            throw ZstdFailure.Corrupt(_position, "a block inflates to more than its frame allows");

        _outputBytesLeft -= count;
        _window.EnsureRoom(count + 4 * MatchCopy.SlackBytes);
    }
}
