using System.Globalization;
using Akka.Configuration;

namespace ActorBroker.Journal.Storage;

/// <summary>What a plugin's section of the configuration says; <c>reference.conf</c> explains the keys.</summary>
internal sealed record RecordLogSettings
{
    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;
    private const long GiB = 1024 * MiB;
    private const double RatioMin = 0.05;

    /// <summary>The directory, absolute, with / between names.</summary>
    public required string Directory { get; init; }

    /// <summary>Whose directory it is.</summary>
    public required string Owner { get; init; }

    /// <summary>The dispatcher for work that blocks.</summary>
    public required string IoDispatcher { get; init; }

    /// <summary>The size at which a segment is closed, in bytes.</summary>
    public required int SegmentBytes { get; init; }

    /// <summary>The size of batches, in bytes.</summary>
    public required int BatchBytes { get; init; }

    /// <summary>The most bytes of one atomic write or snapshot.</summary>
    public required int WriteBytesMax { get; init; }

    /// <summary>Bytes of the recovery cache.</summary>
    public required long CacheBytes { get; init; }

    /// <summary>When the recovery cache is given back.</summary>
    public required TimeSpan CacheIdle { get; init; }

    /// <summary>The share of new bytes at which compaction begins.</summary>
    public required double CompactionRatio { get; init; }

    /// <exception cref="ConfigurationException">A key is missing or out of its range.</exception>
    public static RecordLogSettings From(Config config, string systemName) => new()
    {
        Directory = Absolute(TextOf(config, "directory")),
        Owner = config.GetString("owner", "") is { Length: > 0 } owner ? owner : systemName,
        IoDispatcher = TextOf(config, "io-dispatcher"),
        SegmentBytes = (int)BytesOf(config, "segment-bytes", 4 * KiB, GiB),
        BatchBytes = (int)BytesOf(config, "batch-bytes", KiB, MiB),
        WriteBytesMax = (int)BytesOf(config, "write-bytes-max", KiB, GiB),
        CacheBytes = BytesOf(config, "recovery-cache-bytes", 0, 4 * GiB),
        CacheIdle = TimeOf(config, "recovery-cache-idle"),
        CompactionRatio = RatioOf(config, "compaction-ratio"),
    };

    private static string Absolute(string directory) => Path.GetFullPath(directory).Replace('\\', '/').TrimEnd('/');

    private static string TextOf(Config config, string key) =>
        config.GetString(key, "") is { Length: > 0 } text
            ? text
            : throw new ConfigurationException($"{key} is missing; put LocalJournalConfig.Default below the configuration.");

    private static long BytesOf(Config config, string key, long least, long most)
    {
        var bytes = config.GetByteSize(key, null);
        return bytes >= least && bytes <= most
            ? bytes.Value
            : throw new ConfigurationException(
                string.Create(CultureInfo.InvariantCulture, $"{key} is {bytes?.ToString(CultureInfo.InvariantCulture) ?? "missing"}; expected {least} to {most} bytes."));
    }

    private static TimeSpan TimeOf(Config config, string key)
    {
        var time = config.GetTimeSpan(key, TimeSpan.Zero, allowInfinite: false);
        return time > TimeSpan.Zero ? time : throw new ConfigurationException($"{key} is {time}; expected more than zero.");
    }

    private static double RatioOf(Config config, string key)
    {
        var ratio = config.GetDouble(key);
        return ratio is >= RatioMin and <= 1
            ? ratio
            : throw new ConfigurationException(string.Create(CultureInfo.InvariantCulture, $"{key} is {ratio}; expected {RatioMin} to 1."));
    }
}
