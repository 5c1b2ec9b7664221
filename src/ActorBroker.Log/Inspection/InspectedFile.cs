namespace ActorBroker.Log.Inspection;

/// <summary>What a <see cref="LogVerifier"/> found in one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length; 0 when it is missing.</param>
/// <param name="Entries">How many sound entries were seen: batches, index entries, producers, epochs, replicas or notes, by the kind of file.</param>
/// <param name="DefectCount">How many defects.</param>
/// <param name="FirstDefect">The first of them; null when there is none.</param>
public sealed record InspectedFile(string Path, long Bytes, long Entries, int DefectCount, FileDefect? FirstDefect);
