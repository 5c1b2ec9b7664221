namespace ActorBroker.Log.Inspection;

/// <summary>What a <see cref="LogVerifier"/> found in one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length; 0 when it is missing.</param>
/// <param name="Entries">How many sound entries were seen: batches, index entries, producers, epochs, replicas or notes, by the kind of file.</param>
/// <param name="DefectCount">How many defects.</param>
/// <param name="Defects">The first of them by position, at most <see cref="DefectsMax"/>.</param>
public sealed record InspectedFile(string Path, long Bytes, long Entries, int DefectCount, IReadOnlyList<FileDefect> Defects)
{
    /// <summary>How many defects of one file are kept.</summary>
    public const int DefectsMax = 1000;

    /// <summary>The first defect; null when there is none.</summary>
    public FileDefect? FirstDefect => Defects.Count == 0 ? null : Defects[0];
}
