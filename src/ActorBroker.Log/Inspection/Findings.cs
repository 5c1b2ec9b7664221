using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Inspection;

/// <summary>Collects what one run of a <see cref="LogVerifier"/> finds.</summary>
internal sealed class Findings(ILogDisk disk)
{
    private readonly List<FileFindings> _files = [];

    public ILogDisk Disk => disk;

    public int Replicas { get; set; }

    public int Segments { get; set; }

    public long Batches { get; set; }

    public long Records { get; set; }

    /// <summary>
    /// Looks at one file. What the disk or a newer build's format makes impossible is a defect of it, at the place that was come to.
    /// </summary>
    public void Inspect(string path, Action<FileFindings> look)
    {
        var findings = new FileFindings(path);
        _files.Add(findings);
        try
        {
            look(findings);
        }
        catch (Exception exception) when (exception is LogDiskException or NewerFormatException or DamagedIdentityException)
        {
            findings.Add(0, exception.Message);
        }
    }

    /// <summary>Opens a file, notes its length, and looks at it.</summary>
    public void InspectOpen(string path, Action<FileFindings, ILogFile> look) => Inspect(path, findings =>
    {
        using var file = disk.Open(path, LogFileMode.Existing);
        findings.Bytes = file.Length;
        look(findings, file);
    });

    /// <summary>Notes the length of a small file, and what its reading came to.</summary>
    public void InspectState(string path, bool isExpected, Func<(StateFileCondition Condition, int Entries)> read) => Inspect(path, findings =>
    {
        var (condition, entries) = read();
        findings.Entries = entries;
        if (condition != StateFileCondition.Missing)
        {
            using var file = disk.Open(path, LogFileMode.Existing);
            findings.Bytes = file.Length;
        }

        if (condition == StateFileCondition.Damaged)
            findings.Add(0, "The file is torn, or its checksum or a field is wrong.");
        else if (condition == StateFileCondition.Missing && isExpected)
            findings.Add(0, "The file is missing.");
    });

    public InspectionReport ToReport() => new([.. _files.Select(file => file.ToResult())], Replicas, Segments, Batches, Records);
}
