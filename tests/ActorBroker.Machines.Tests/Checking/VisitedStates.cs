namespace ActorBroker.Machines.Tests.Checking;

/// <summary>
/// The states that were reached, by their hash of 128 bits, with the number of the state each was first reached from. About 30 bytes a state.
/// </summary>
internal sealed class VisitedStates
{
    private const int ChunkBits = 20;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<(UInt128 Hash, uint Parent)[]> _chunks = [];
    private uint[] _slots = new uint[1 << 20];

    /// <summary>How many.</summary>
    public uint Count { get; private set; }

    /// <summary>The hash of a state, by its number.</summary>
    public UInt128 HashOf(uint number) => At(number).Hash;

    /// <summary>Adds a state unless it is here.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="parent">The number of the state it was reached from.</param>
    /// <param name="number">Its number when it is new: they count from 0.</param>
    /// <returns>True when it is new.</returns>
    public bool Add(UInt128 hash, uint parent, out uint number)
    {
        number = Count;
        var slot = Find(hash);
        if (_slots[slot] != 0)
            return false;

        if (number >> ChunkBits == _chunks.Count)
            _chunks.Add(new (UInt128, uint)[ChunkSize]);
        _chunks[(int)(number >> ChunkBits)][number & (ChunkSize - 1)] = (hash, parent);
        _slots[slot] = ++Count;
        if (Count > _slots.Length / 5 * 3)
            Grow();
        return true;
    }

    /// <summary>The hashes on the way to a state, the first one first.</summary>
    public IReadOnlyList<UInt128> WayTo(uint number)
    {
        var way = new List<UInt128>();
        for (var at = number; ; at = At(at).Parent)
        {
            way.Add(At(at).Hash);
            if (at == 0)
                break;
        }

        way.Reverse();
        return way;
    }

    private ref (UInt128 Hash, uint Parent) At(uint number) => ref _chunks[(int)(number >> ChunkBits)][number & (ChunkSize - 1)];

    private int Find(UInt128 hash)
    {
        var mask = _slots.Length - 1;
        var slot = (int)(ulong)hash & mask;
        while (_slots[slot] != 0 && At(_slots[slot] - 1).Hash != hash)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        _slots = new uint[_slots.Length * 2];
        for (uint number = 0; number < Count; number++)
            _slots[Find(At(number).Hash)] = number + 1;
    }
}
