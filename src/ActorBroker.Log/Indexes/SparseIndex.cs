using System.Buffers;
using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Indexes;

/// <summary>
/// A segment's sparse index: full pages on disk, of each of which the first key (its fence) is in memory, and the last page in memory.
/// A lookup reads at most one page, however long the index is.
/// </summary>
/// <remarks>
/// Threading: one thread writes, any thread looks up; a lock guards what is in memory, a page is read outside it.
/// An entry is a hint: who uses it checks it against the batch that it points to.
/// </remarks>
internal sealed class SparseIndex(CachedFile file, IndexLayout layout)
{
    private readonly Lock _gate = new();
    private long[] _fences = [];
    private int _pages;
    private byte[]? _tail;
    private int _tailCount;
    private int _tailWritten;
    private IndexEntry _last = IndexEntry.None;

    /// <summary>How many entries there are.</summary>
    public int Count => (_pages * layout.PageEntries) + _tailCount;

    /// <summary>The newest entry, or <see cref="IndexEntry.None"/>.</summary>
    public IndexEntry Last => _last;

    /// <summary>How many bytes the file holds once <see cref="Write"/> ran.</summary>
    public long Bytes => (long)Count * layout.EntryBytes;

    /// <summary>The file.</summary>
    public CachedFile File => file;

    /// <summary>True when the last <see cref="Load(long, long)"/> left out entries behind the end that it was given.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Adds an entry in memory; a page that it fills is written out. The key and the value are larger than the last entry's.</summary>
    public void Append(IndexEntry entry)
    {
        lock (_gate)
        {
            _tail ??= new byte[layout.PageBytes];
            layout.Write(_tail, _tailCount++, entry);
            _last = entry;
            if (_tailCount == layout.PageEntries)
                CompletePage();
        }
    }

    /// <summary>The newest entry with a key of at most <paramref name="key"/>, or <see cref="IndexEntry.None"/>.</summary>
    public IndexEntry FloorKey(long key)
    {
        int pageIndex;
        lock (_gate)
        {
            if (_tailCount > 0 && layout.Read(_tail, 0).Key <= key)
                return layout.Read(_tail, layout.CountUpTo(_tail, _tailCount, key) - 1);
            pageIndex = FloorFence(key);
        }

        return pageIndex < 0 ? IndexEntry.None : FloorInPage(pageIndex, key);
    }

    /// <summary>Writes what is only in memory; not yet durable.</summary>
    public void Write()
    {
        lock (_gate)
            WriteTail();
    }

    /// <summary>Forgets all entries, in memory and in the file.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Forget();
            if (!file.Exists)
                return;

            using var lease = file.Acquire();
            lease.File.SetLength(0);
        }
    }

    /// <summary>
    /// Reads the file from its start into memory's fences and last page, and cuts it behind what was taken. A file that does not exist holds nothing.
    /// </summary>
    /// <param name="keyEnd">Entries with this key or a larger one are left out.</param>
    /// <param name="valueEnd">Entries with this value or a larger one are left out.</param>
    /// <returns>False when an entry is not larger than the one before it, or the file holds part of an entry: what precedes it is loaded.</returns>
    public bool Load(long keyEnd, long valueEnd)
    {
        lock (_gate)
        {
            Forget();
            if (!file.Exists)
                return true;

            using var lease = file.Acquire();
            var sound = Load(lease.File, keyEnd, valueEnd);
            if (lease.File.Length != Bytes)
                lease.File.SetLength(Bytes);
            return sound;
        }
    }

    private bool Load(ILogFile source, long keyEnd, long valueEnd)
    {
        var length = source.Length;
        var page = ArrayPool<byte>.Shared.Rent(layout.PageBytes);
        try
        {
            for (long position = 0; position < length; position += layout.PageBytes)
            {
                var read = source.Read(position, page.AsSpan(0, layout.PageBytes));
                var whole = read / layout.EntryBytes;
                var taken = TakePage(page, whole, keyEnd, valueEnd, out var ended);
                WasCut = ended;
                if (taken < layout.PageEntries)
                    return ended || (taken == whole && whole * layout.EntryBytes == read);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(page);
        }
    }

    private int TakePage(byte[] page, int count, long keyEnd, long valueEnd, out bool ended)
    {
        ended = false;
        for (var index = 0; index < count; index++)
        {
            var entry = layout.Read(page, index);
            ended = entry.Key >= keyEnd || entry.Value >= valueEnd;
            if (ended || entry.Key <= _last.Key || entry.Value <= _last.Value)
            {
                KeepTail(page, index);
                return index;
            }

            _last = entry;
        }

        if (count == layout.PageEntries)
            AddFence(layout.Read(page, 0).Key);
        else
            KeepTail(page, count);
        return count;
    }

    private void KeepTail(byte[] page, int count)
    {
        if (count == 0)
            return;

        _tail ??= new byte[layout.PageBytes];
        page.AsSpan(0, count * layout.EntryBytes).CopyTo(_tail);
        _tailCount = count;
        _tailWritten = count;
    }

    private void Forget()
    {
        _fences = [];
        _pages = 0;
        _tail = null;
        _tailCount = 0;
        _tailWritten = 0;
        _last = IndexEntry.None;
        WasCut = false;
    }

    private void CompletePage()
    {
        WriteTail();
        AddFence(layout.Read(_tail, 0).Key);
        _tailCount = 0;
        _tailWritten = 0;
    }

    private void AddFence(long firstKey)
    {
        if (_pages == _fences.Length)
            Array.Resize(ref _fences, Math.Max(4, _pages * 2));
        _fences[_pages++] = firstKey;
    }

    private void WriteTail()
    {
        if (_tailWritten == _tailCount)
            return;

        using var lease = file.Acquire(LogFileMode.ExistingOrNew);
        var from = _tailWritten * layout.EntryBytes;
        lease.File.Write(((long)_pages * layout.PageBytes) + from, _tail.AsSpan(from, (_tailCount * layout.EntryBytes) - from));
        _tailWritten = _tailCount;
    }

    private int FloorFence(long key)
    {
        var low = 0;
        var high = _pages;
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (_fences[middle] <= key)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private IndexEntry FloorInPage(int pageIndex, long key)
    {
        var page = ArrayPool<byte>.Shared.Rent(layout.PageBytes);
        try
        {
            using var lease = file.Acquire();
            var read = lease.File.Read((long)pageIndex * layout.PageBytes, page.AsSpan(0, layout.PageBytes));
            var count = layout.CountUpTo(page, read / layout.EntryBytes, key);
            return count == 0 ? IndexEntry.None : layout.Read(page, count - 1);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(page);
        }
    }
}
