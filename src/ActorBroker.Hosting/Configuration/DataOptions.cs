using System.Collections.Immutable;

namespace ActorBroker.Hosting.Configuration;

/// <summary>What is said of data directories and disks.</summary>
internal sealed record DataOptions
{
    /// <summary>Whole paths without slashes at their ends; at least one.</summary>
    public required ImmutableArray<string> Directories { get; init; }

    public required int ThreadsMax { get; init; }

    public required int FlushesAtOnce { get; init; }

    public required int OpenFilesMax { get; init; }

    public required TimeSpan CheckpointInterval { get; init; }

    public required TimeSpan FlushInterval { get; init; }

    public required TimeSpan RetentionInterval { get; init; }

    public required TimeSpan CompactionInterval { get; init; }

    public required int CompactionsAtOnce { get; init; }

    /// <summary>Where the actors' events lie.</summary>
    public string JournalDirectory => Path.Join(Directories[0], "journal");

    /// <summary>Where the actors' snapshots lie.</summary>
    public string SnapshotDirectory => Path.Join(Directories[0], "snapshots");

    /// <summary>Where partitions lie.</summary>
    public ImmutableArray<string> LogDirectories => [.. Directories.Select(directory => Path.Join(directory, "logs"))];

    public static DataOptions Read(OptionReader reader) => new()
    {
        Directories = ReadDirectories(reader),
        ThreadsMax = reader.Int("data.threads-max", 1, 1024),
        FlushesAtOnce = reader.Int("data.flushes-at-once", 1, 1024),
        OpenFilesMax = reader.Int("data.open-files-max", 1, 1_000_000),
        CheckpointInterval = reader.Duration("data.checkpoint-interval"),
        FlushInterval = reader.Duration("data.flush-interval"),
        RetentionInterval = reader.Duration("data.retention-interval"),
        CompactionInterval = reader.Duration("data.compaction-interval"),
        CompactionsAtOnce = reader.Int("data.compactions-at-once", 1, 64),
    };

    private static ImmutableArray<string> ReadDirectories(OptionReader reader)
    {
        const string Key = "data.directories";
        var given = reader.Texts(Key);
        if (given.Count == 0 || given.Any(string.IsNullOrWhiteSpace))
            throw OptionReader.Bad(Key, given.Count == 0 ? "empty" : "a list with an empty path", "one path or more");

        var whole = given.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).ToImmutableArray();
        var twice = whole.GroupBy(path => path).FirstOrDefault(paths => paths.Count() > 1);
        return twice is null ? whole : throw OptionReader.Bad(Key, $"a list that has '{twice.Key}' twice", "different paths");
    }
}
