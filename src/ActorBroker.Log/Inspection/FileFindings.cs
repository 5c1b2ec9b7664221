namespace ActorBroker.Log.Inspection;

/// <summary>Collects what is found in one file; of many defects the first one in the file is kept.</summary>
internal sealed class FileFindings(string path)
{
    private FileDefect? _first;
    private int _count;

    public string Path => path;

    public long Bytes { get; set; }

    public long Entries { get; set; }

    public void Add(long position, string sentence)
    {
        _count++;
        if (_first is null || position < _first.Position)
            _first = new FileDefect(position, sentence);
    }

    public InspectedFile ToResult() => new(path, Bytes, Entries, _count, _first);
}
