namespace ActorBroker.Log.Disk;

/// <summary>The bytes of a file at one moment: pages, shared with the moments before and after. Immutable.</summary>
/// <remarks><b>Invariants:</b> a page that is null reads as zeros; bytes of the last page behind <see cref="Length"/> are zero.</remarks>
internal sealed class MemoryContent
{
    private const int PageBytes = 4096;

    private readonly byte[]?[] _pages;

    private MemoryContent(byte[]?[] pages, long length)
    {
        _pages = pages;
        Length = length;
    }

    public static MemoryContent Empty { get; } = new([], 0);

    public long Length { get; }

    /// <summary>Reads bytes from <paramref name="position"/>; returns how many: fewer than asked only where the content ends.</summary>
    public int Read(long position, Span<byte> destination)
    {
        var count = (int)Math.Clamp(Length - position, 0, destination.Length);
        for (var done = 0; done < count;)
        {
            var (page, start, length) = Locate(position + done, count - done);
            var target = destination.Slice(done, length);
            if (_pages[page] is { } bytes)
                bytes.AsSpan(start, length).CopyTo(target);
            else
                target.Clear();
            done += length;
        }

        return count;
    }

    public MemoryContent Write(long position, ReadOnlySpan<byte> source)
    {
        var editor = new Editor(this);
        editor.Write(position, source);
        return editor.ToContent();
    }

    public MemoryContent WithLength(long length)
    {
        var editor = new Editor(this);
        editor.SetLength(length);
        return editor.ToContent();
    }

    private static (int Page, int Start, int Length) Locate(long position, int length)
    {
        var start = (int)(position % PageBytes);
        return (checked((int)(position / PageBytes)), start, Math.Min(length, PageBytes - start));
    }

    /// <summary>Several changes to a copy, in which each page is copied at most once.</summary>
    internal sealed class Editor(MemoryContent origin)
    {
        private byte[]?[] _pages = (byte[]?[])origin._pages.Clone();
        private bool[] _copied = new bool[origin._pages.Length];

        public long Length { get; private set; } = origin.Length;

        public void Write(long position, ReadOnlySpan<byte> source)
        {
            if (source.IsEmpty)
                return;
            if (position + source.Length > Length)
                SetLength(position + source.Length);

            for (var done = 0; done < source.Length;)
            {
                var (page, start, length) = Locate(position + done, source.Length - done);
                source.Slice(done, length).CopyTo(Own(page).AsSpan(start));
                done += length;
            }
        }

        public void SetLength(long length)
        {
            var count = checked((int)((length + PageBytes - 1) / PageBytes));
            Array.Resize(ref _pages, count);
            Array.Resize(ref _copied, count);
            if (length < Length && length % PageBytes is var end and not 0 && _pages[count - 1] is not null)
                Own(count - 1).AsSpan((int)end).Clear();
            Length = length;
        }

        public MemoryContent ToContent() => new(_pages, Length);

        private byte[] Own(int page)
        {
            if (!_copied[page])
            {
                _pages[page] = _pages[page] is { } shared ? shared.AsSpan().ToArray() : new byte[PageBytes];
                _copied[page] = true;
            }

            return _pages[page]!;
        }
    }
}
