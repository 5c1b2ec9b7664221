using System.Buffers.Binary;

namespace ActorBroker.Log.Indexes;

/// <summary>
/// How an index file's entries lie on disk, big endian: a key of 4 or 8 bytes, then a value of 4.
/// Keys and values rise strictly from entry to entry.
/// </summary>
internal sealed class IndexLayout
{
    /// <summary><c>.index</c>: int32 last offset of a batch less the segment's base offset, int32 position of that batch.</summary>
    public static readonly IndexLayout Offsets = new(sizeof(int));

    /// <summary><c>.timeindex</c>: int64 largest timestamp so far, int32 last offset of the batch that has it, less the base offset.</summary>
    public static readonly IndexLayout Times = new(sizeof(long));

    private const int PageBytesMax = 4096;

    private readonly int _keyBytes;

    private IndexLayout(int keyBytes)
    {
        _keyBytes = keyBytes;
        EntryBytes = keyBytes + sizeof(int);
        PageEntries = PageBytesMax / EntryBytes;
        PageBytes = PageEntries * EntryBytes;
    }

    /// <summary>Bytes of one entry.</summary>
    public int EntryBytes { get; }

    /// <summary>Entries of one page, the unit of a lookup's read.</summary>
    public int PageEntries { get; }

    /// <summary>Bytes of one full page.</summary>
    public int PageBytes { get; }

    /// <summary>Entry <paramref name="index"/> of these bytes.</summary>
    public IndexEntry Read(ReadOnlySpan<byte> entries, int index)
    {
        var entry = entries.Slice(index * EntryBytes, EntryBytes);
        var key = _keyBytes == sizeof(int)
            ? BinaryPrimitives.ReadInt32BigEndian(entry)
            : BinaryPrimitives.ReadInt64BigEndian(entry);
        return new IndexEntry(key, BinaryPrimitives.ReadInt32BigEndian(entry[_keyBytes..]));
    }

    /// <summary>Writes entry <paramref name="index"/> of these bytes.</summary>
    public void Write(Span<byte> entries, int index, IndexEntry value)
    {
        var entry = entries.Slice(index * EntryBytes, EntryBytes);
        if (_keyBytes == sizeof(int))
            BinaryPrimitives.WriteInt32BigEndian(entry, (int)value.Key);
        else
            BinaryPrimitives.WriteInt64BigEndian(entry, value.Key);
        BinaryPrimitives.WriteInt32BigEndian(entry[_keyBytes..], value.Value);
    }

    /// <summary>How many of the first <paramref name="count"/> entries have a key of at most <paramref name="key"/>.</summary>
    public int CountUpTo(ReadOnlySpan<byte> entries, int count, long key)
    {
        var low = 0;
        var high = count;
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (Read(entries, middle).Key <= key)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
