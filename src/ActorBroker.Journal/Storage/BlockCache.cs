namespace ActorBroker.Journal.Storage;

/// <summary>Blocks of a log that were read, up to a number of bytes: what the start has read need not be read again by the recoveries that follow.</summary>
/// <remarks>One user at a time: the scan of the start, then one pass of reads after the other, and the plugin between them.</remarks>
/// <param name="bytesMax">How many bytes it keeps; 0 for none.</param>
internal sealed class BlockCache(long bytesMax)
{
    private readonly SortedList<long, Entry> _blocks = [];
    private long _uses;

    /// <summary>How many bytes it holds.</summary>
    public long Bytes { get; private set; }

    /// <summary>The block that holds an offset; null when it is not here.</summary>
    public LogBlock? Find(long offset)
    {
        var index = FloorIndex(offset);
        if (index < 0 || offset >= _blocks.Values[index].Block.Next)
            return null;

        var entry = _blocks.Values[index];
        entry.LastUse = ++_uses;
        return entry.Block;
    }

    /// <summary>Keeps a block if there is room for it.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryAdd(LogBlock block)
    {
        var bytes = block.Bytes.Length - (_blocks.TryGetValue(block.First, out var present) ? present.Block.Bytes.Length : 0);
        if (Bytes + bytes > bytesMax)
            return false;

        _blocks[block.First] = new Entry(block) { LastUse = ++_uses };
        Bytes += bytes;
        return true;
    }

    /// <summary>Keeps a block, and lets those go that were not used for the longest time.</summary>
    public void Add(LogBlock block)
    {
        if (block.Bytes.Length > bytesMax)
            return;

        while (!TryAdd(block))
        {
            var oldest = _blocks.MinBy(entry => entry.Value.LastUse);
            Bytes -= oldest.Value.Block.Bytes.Length;
            _blocks.Remove(oldest.Key);
        }
    }

    /// <summary>Lets all go.</summary>
    public void Clear()
    {
        _blocks.Clear();
        _blocks.TrimExcess();
        Bytes = 0;
    }

    private int FloorIndex(long offset)
    {
        var (low, high) = (0, _blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_blocks.Keys[middle] <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private sealed class Entry(LogBlock block)
    {
        public LogBlock Block { get; } = block;

        public long LastUse { get; set; }
    }
}
