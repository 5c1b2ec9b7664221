using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Inspection;

/// <summary>
/// Checks every byte of a replica's files, or of a whole log directory: batches with their records, and all that follows from them. For people who
/// doubt a disk. Changes nothing and repairs nothing; takes no lock, so the logs must not be in use.
/// </summary>
/// <param name="disk">The disk.</param>
/// <remarks>
/// Never throws on damage, nor when a file cannot be read: both are defects in the report. Memory: the largest batch of a file, a window to
/// inflate it, the producers of one log, and the aborted transactions of one segment.
/// </remarks>
public sealed class LogVerifier(ILogDisk disk)
{
    /// <summary>Checks one replica's directory, of which nothing more is known; after a crash its tail may be torn, which is told as a defect.</summary>
    /// <param name="directory">The directory.</param>
    public InspectionReport VerifyReplica(string directory)
    {
        var findings = new Findings(disk);
        Verify(findings, directory, null);
        return findings.ToReport();
    }

    /// <summary>Checks a log directory: its own files, and all its replicas. After a clean stop every log must be as the checkpoint has it.</summary>
    /// <param name="path">The directory.</param>
    public InspectionReport VerifyLogDirectory(string path)
    {
        var findings = new Findings(disk);
        findings.Inspect(path, _ =>
        {
            var known = new DirectoryFiles(findings, path).Verify();
            foreach (var entry in disk.List(path))
            {
                if (entry.IsDirectory && PartitionId.TryParse(entry.Name, out var id))
                    Verify(findings, $"{path}/{entry.Name}", known.TryGetValue(id, out var state) ? state : null);
            }
        });
        return findings.ToReport();
    }

    private static void Verify(Findings findings, string directory, ReplicaState? clean) =>
        findings.Inspect(directory, _ => new ReplicaVerification(findings, directory, clean).Run());
}
