using System.Buffers;

namespace ActorBroker.Model.Compression;

/// <summary>Keeps what a matcher finds in one block: its sequences, and its literals one behind another.</summary>
internal ref struct ZstdSequenceList : ISequenceSink, IDisposable
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ZstdCodedSequence[] _sequences;
    private readonly byte[] _literals;
    private ZstdRepeats _repeats;
    private ZstdRepeats _repeatsBefore;
    private int _count;
    private int _literalCount;

    /// <param name="source">What the literals are taken from.</param>
    /// <param name="blockBytesMax">The size of the largest block.</param>
    public ZstdSequenceList(ReadOnlySpan<byte> source, int blockBytesMax)
    {
        _source = source;
        _sequences = ArrayPool<ZstdCodedSequence>.Shared.Rent(blockBytesMax / Matching.LengthMin + 1);
        _literals = ArrayPool<byte>.Shared.Rent(blockBytesMax);
        _repeats = ZstdRepeats.Initial;
    }

    /// <summary>The sequences, in order.</summary>
    public readonly ReadOnlySpan<ZstdCodedSequence> Sequences => _sequences.AsSpan(0, _count);

    /// <summary>The literals of all sequences, and those behind the last one.</summary>
    public readonly ReadOnlySpan<byte> Literals => _literals.AsSpan(0, _literalCount);

    /// <summary>Empties the list for another block.</summary>
    public void OpenBlock()
    {
        _repeatsBefore = _repeats;
        (_count, _literalCount) = (0, 0);
    }

    /// <summary>The block is written in another way: its reader will not see these distances.</summary>
    public void Undo() => _repeats = _repeatsBefore;

    public void Add(int literalsAt, int literals, int distance, int length)
    {
        AddTail(literalsAt, literals);
        var offset = literals > 0 && distance == _repeats.First ? 1 : (uint)distance + ZstdRepeats.ValueMax;
        _repeats.Take(offset, (uint)literals);
        _sequences[_count++] = new ZstdCodedSequence((uint)literals, offset, (uint)length);
    }

    public void AddTail(int literalsAt, int literals)
    {
        _source.Slice(literalsAt, literals).CopyTo(_literals.AsSpan(_literalCount));
        _literalCount += literals;
    }

    /// <summary>Gives the arrays back to the pool; called once.</summary>
    public readonly void Dispose()
    {
        ArrayPool<ZstdCodedSequence>.Shared.Return(_sequences);
        ArrayPool<byte>.Shared.Return(_literals);
    }
}
