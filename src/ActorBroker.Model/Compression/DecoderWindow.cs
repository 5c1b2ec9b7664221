using System.Buffers;
using System.Numerics;

namespace ActorBroker.Model.Compression;

/// <summary>
/// The bytes a decoder has made: those not given out yet, and behind them the history that later bytes may repeat.
/// It grows with what is made, never with what a header promises.
/// </summary>
/// <remarks>
/// Rents from the shared pool: first less than 8 times the input, between 4 and 128 KiB, then twice as much each time it is
/// full; at most the power of two above 5/4 of history and pending bytes (16 MiB for a history of 8 MiB).
/// </remarks>
/// <param name="inputBytes">The size of the compressed input.</param>
internal sealed class DecoderWindow(int inputBytes)
{
    private const int FirstBytesMin = 4 * 1_024;
    private const int FirstBytesMax = 128 * 1_024;

    private readonly int _firstBytes = Math.Clamp(inputBytes, FirstBytesMin / 4, FirstBytesMax / 4) * 4;

    private byte[] _bytes = [];
    private int _given;
    private int _origin;

    /// <summary>Where the next byte goes in <see cref="Buffer"/>.</summary>
    public int End { get; private set; }

    /// <summary>The array as it is now; <see cref="EnsureRoom"/> may put another in its place.</summary>
    public byte[] Buffer => _bytes;

    /// <summary>The bytes that are made and not given out.</summary>
    public ReadOnlySpan<byte> Pending => _bytes.AsSpan(_given, End - _given);

    /// <summary>How many bytes fit behind <see cref="End"/>.</summary>
    public int Room => _bytes.Length - End;

    /// <summary>How far back a match may reach at most.</summary>
    public int HistoryBytesMax { get; private set; }

    /// <summary>How far back a match may reach now.</summary>
    public int HistoryBytes => Math.Min(End - _origin, HistoryBytesMax);

    /// <summary>Forgets the history: nothing made up to here can be repeated. What is not given out stays.</summary>
    /// <param name="historyBytesMax">How far back matches may reach from now on.</param>
    public void Restart(int historyBytesMax)
    {
        HistoryBytesMax = historyBytesMax;
        _origin = End;
    }

    /// <summary>Makes <see cref="Room"/> at least <paramref name="count"/>: drops what lies behind the history, or grows.</summary>
    public void EnsureRoom(int count)
    {
        if (count <= Room)
            return;

        var keptFrom = Math.Min(_given, End - HistoryBytes);
        var kept = End - keptFrom;
        var wanted = kept + Math.Max(count, kept / 4);
        if (wanted <= _bytes.Length)
            _bytes.AsSpan(keptFrom, kept).CopyTo(_bytes);
        else
            Grow(keptFrom, kept, wanted);

        End = kept;
        _given -= keptFrom;
        _origin = Math.Max(0, _origin - keptFrom);
    }

    /// <summary>Counts <paramref name="count"/> bytes, written at <see cref="End"/>, as made.</summary>
    public void Advance(int count)
    {
        Invariant.Holds((uint)count <= (uint)Room, "What a decoder made lies within its window");
        End += count;
    }

    /// <summary>Adds these bytes; there is room.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(End));
        End += bytes.Length;
    }

    /// <summary>Adds one byte many times; there is room.</summary>
    public void AppendRun(byte value, int count)
    {
        _bytes.AsSpan(End, count).Fill(value);
        End += count;
    }

    /// <summary>Repeats history, which may run into what it writes; there is room.</summary>
    /// <param name="distance">How far back it begins, 1 to <see cref="HistoryBytes"/>.</param>
    /// <param name="length">How many bytes it adds.</param>
    public void AppendMatch(int distance, int length)
    {
        MatchCopy.Repeat(_bytes.AsSpan(0, End + length), End, distance);
        End += length;
    }

    /// <summary>Gives out as many pending bytes as fit.</summary>
    public int Give(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, End - _given);
        _bytes.AsSpan(_given, count).CopyTo(destination);
        _given += count;
        return count;
    }

    /// <summary>Gives the array back to the pool; the window is empty then.</summary>
    public void Release()
    {
        var rented = _bytes;
        _bytes = [];
        (End, _given, _origin) = (0, 0, 0);
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private void Grow(int keptFrom, int kept, int wanted)
    {
        var grown = ArrayPool<byte>.Shared.Rent((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(_firstBytes, wanted)));
        _bytes.AsSpan(keptFrom, kept).CopyTo(grown);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = grown;
    }
}
