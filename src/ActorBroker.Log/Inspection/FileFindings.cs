namespace ActorBroker.Log.Inspection;

/// <summary>Collects what is found in one file; of very many defects those that come first in the file are kept.</summary>
internal sealed class FileFindings(string path)
{
    private readonly List<FileDefect> _defects = [];
    private int _count;

    public string Path => path;

    public long Bytes { get; set; }

    public long Entries { get; set; }

    public void Add(long position, string sentence) => Add(new FileDefect(position, sentence));

    public void Add(FileDefect defect)
    {
        _count++;
        var behind = _defects.FindIndex(known => known.Position > defect.Position);
        _defects.Insert(behind < 0 ? _defects.Count : behind, defect);
        if (_defects.Count > InspectedFile.DefectsMax)
            _defects.RemoveAt(InspectedFile.DefectsMax);
    }

    public InspectedFile ToResult() => new(path, Bytes, Entries, _count, [.. _defects]);
}
