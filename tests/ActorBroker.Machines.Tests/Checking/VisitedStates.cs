namespace ActorBroker.Machines.Tests.Checking;

/// <summary>
/// The states that were reached, by their hash of 128 bits, with the number of the state each was first reached from. 20 bytes a state, and 13 to
/// 27 in the table that finds it.
/// </summary>
internal sealed class VisitedStates
{
    private const int ChunkBits = 20;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<UInt128[]> _hashes = [];
    private readonly List<uint[]> _parents = [];

    // A state's number, counted from 1, in the low half; the high half of its hash's high half above, so that few states are looked up in vain.
    private ulong[] _slots = new ulong[1 << 20];

    /// <summary>How many.</summary>
    public uint Count { get; private set; }

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

        if (number >> ChunkBits == _hashes.Count)
        {
            _hashes.Add(new UInt128[ChunkSize]);
            _parents.Add(new uint[ChunkSize]);
        }

        HashOf(number) = hash;
        ParentOf(number) = parent;
        _slots[slot] = TagOf(hash) | ++Count;
        if (Count > _slots.Length / 5 * 3)
            Grow();
        return true;
    }

    /// <summary>The hashes on the way to a state, the first one first.</summary>
    public IReadOnlyList<UInt128> WayTo(uint number)
    {
        var way = new List<UInt128>();
        for (var at = number; ; at = ParentOf(at))
        {
            way.Add(HashOf(at));
            if (at == 0)
                break;
        }

        way.Reverse();
        return way;
    }

    private static ulong TagOf(UInt128 hash) => (ulong)(hash >> 64) & 0xFFFF_FFFF_0000_0000;

    private ref UInt128 HashOf(uint number) => ref _hashes[(int)(number >> ChunkBits)][number & (ChunkSize - 1)];

    private ref uint ParentOf(uint number) => ref _parents[(int)(number >> ChunkBits)][number & (ChunkSize - 1)];

    private int Find(UInt128 hash)
    {
        var mask = _slots.Length - 1;
        var slot = (int)(ulong)hash & mask;
        for (var tag = TagOf(hash); _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var found = _slots[slot];
            if ((found & 0xFFFF_FFFF_0000_0000) == tag && HashOf((uint)found - 1) == hash)
                break;
        }

        return slot;
    }

    private void Grow()
    {
        _slots = new ulong[_slots.Length * 2];
        for (uint number = 0; number < Count; number++)
        {
            var hash = HashOf(number);
            _slots[Find(hash)] = TagOf(hash) | (number + 1);
        }
    }
}
