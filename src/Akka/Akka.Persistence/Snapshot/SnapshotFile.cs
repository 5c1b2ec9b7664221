using System.Globalization;

namespace Akka.Persistence.Snapshot;

/// <summary>
/// The name of a snapshot's file: <c>snapshot-{id}-{sequence number}-{time}</c>, the id percent-encoded, the time in ticks of
/// 100 ns, UTC. As the official runtime names them.
/// </summary>
internal sealed record SnapshotFile(string Path, SnapshotMetadata Metadata)
{
    private const string Prefix = "snapshot-";

    public static string NameOf(SnapshotMetadata metadata) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{Encode(metadata.PersistenceId)}-{metadata.SequenceNr}-{metadata.Timestamp.Ticks}");

    /// <summary>The snapshots of one id in a folder, youngest first; files with other names are passed over.</summary>
    public static IEnumerable<SnapshotFile> All(string folder, string persistenceId)
    {
        var start = $"{Prefix}{Encode(persistenceId)}-";
        return Directory.EnumerateFiles(folder, start + "*")
            .Select(path => Parse(path, start, persistenceId))
            .OfType<SnapshotFile>()
            .OrderByDescending(file => file.Metadata, SnapshotMetadata.Comparer);
    }

    private static SnapshotFile? Parse(string path, string start, string persistenceId)
    {
        var numbers = System.IO.Path.GetFileName(path)[start.Length..].Split('-');
        return numbers.Length == 2
            && long.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequenceNr)
            && long.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks
                ? new SnapshotFile(path, new SnapshotMetadata(persistenceId, sequenceNr, new DateTime(ticks, DateTimeKind.Utc)))
                : null;
    }

    // A dot would let an id name the folder above; the wildcards would match other ids.
    private static string Encode(string persistenceId) =>
        Uri.EscapeDataString(persistenceId).Replace("*", "%2A", StringComparison.Ordinal).Replace(".", "%2E", StringComparison.Ordinal);
}
