using ActorBroker.Journal.Storage;

namespace ActorBroker.Journal.Tests;

/// <summary>The reference configuration.</summary>
public sealed class LocalJournalConfigTests
{
    [Theory]
    [InlineData("actorbroker.journal.local", "LocalJournal", "data/journal", 16)]
    [InlineData("actorbroker.snapshot-store.local", "LocalSnapshotStore", "data/snapshots", 64)]
    public void The_reference_configuration_is_complete_and_names_the_plugin(string section, string type, string directory, int writeMiB)
    {
        var config = LocalJournalConfig.Default.GetConfig(section)!;

        var settings = RecordLogSettings.From(config, "my-system");

        Assert.Equal($"ActorBroker.Journal.{type}, ActorBroker.Journal", config.GetString("class"));
        Assert.Equal(Path.GetFullPath(directory).Replace('\\', '/'), settings.Directory);
        Assert.Equal(("my-system", writeMiB * 1024 * 1024), (settings.Owner, settings.WriteBytesMax));
        Assert.Equal((16 * 1024 * 1024, 16 * 1024, 64L * 1024 * 1024), (settings.SegmentBytes, settings.BatchBytes, settings.CacheBytes));
        Assert.Equal((TimeSpan.FromSeconds(30), 0.5), (settings.CacheIdle, settings.CompactionRatio));
    }

    [Fact]
    public void Every_key_of_the_reference_configuration_is_read()
    {
        foreach (var section in (string[])["actorbroker.journal.local", "actorbroker.snapshot-store.local"])
        {
            var keys = LocalJournalConfig.Default.GetConfig(section)!.AsEnumerable().Select(pair => pair.Key).Order();

            Assert.Equal(
                [
                    "batch-bytes", "circuit-breaker", "class", "compaction-ratio", "directory", "io-dispatcher", "owner", "plugin-dispatcher",
                    "recovery-cache-bytes", "recovery-cache-idle", "segment-bytes", "write-bytes-max",
                ],
                keys);
        }
    }
}
