using ActorBroker.Log.Disk;
using ActorBroker.Log.Indexes;

namespace ActorBroker.Log.Inspection;

/// <summary>Goes once over the entries of an index file, page by page, and notes entries that are not larger than the one before.</summary>
internal sealed class IndexEntries : IDisposable
{
    private readonly IndexLayout _layout;
    private readonly ILogFile? _file;
    private readonly byte[] _page;
    private int _inPage;
    private int _count;
    private long _pagePosition;

    /// <summary>Begins before the first entry; a file that is missing has none.</summary>
    public IndexEntries(ILogDisk disk, FileFindings findings, IndexLayout layout)
    {
        Findings = findings;
        _layout = layout;
        _page = new byte[layout.PageBytes];
        if (!disk.FileExists(findings.Path))
            return;

        _file = disk.Open(findings.Path, LogFileMode.Existing);
        findings.Bytes = _file.Length;
        if (findings.Bytes % layout.EntryBytes is var rest and > 0)
            findings.Add(findings.Bytes - rest, "The file ends with a part of an entry.");
    }

    public FileFindings Findings { get; }

    /// <summary>The entry that <see cref="MoveNext"/> came to; <see cref="IndexEntry.None"/> before the first.</summary>
    public IndexEntry Current { get; private set; } = IndexEntry.None;

    /// <summary>Where that entry lies, in bytes.</summary>
    public long Position => _pagePosition + ((_inPage - 1) * (long)_layout.EntryBytes);

    /// <summary>True behind the last entry.</summary>
    public bool IsAtEnd { get; private set; }

    public bool MoveNext()
    {
        if (_inPage == _count && !ReadPage())
        {
            IsAtEnd = true;
            return false;
        }

        var previous = Current;
        Current = _layout.Read(_page, _inPage++);
        if (Current.Key <= previous.Key || Current.Value <= previous.Value)
            Findings.Add(Position, "The entry is not larger than the one before it.");
        return true;
    }

    public void Dispose() => _file?.Dispose();

    private bool ReadPage()
    {
        _pagePosition += (long)_count * _layout.EntryBytes;
        _count = (_file?.Read(_pagePosition, _page) ?? 0) / _layout.EntryBytes;
        _inPage = 0;
        return _count > 0;
    }
}
