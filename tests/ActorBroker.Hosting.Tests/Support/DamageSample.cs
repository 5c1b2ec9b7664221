using System.Text;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Hosting.Tests.Support;

/// <summary>
/// The files that a broker leaves when it is stopped, or killed: of a topic <c>orders</c> with eight batches, two in each segment, a compacted one, one that is
/// never damaged, a group, and the memory of its actors with a snapshot. A start on a copy of them, damaged in one place, shows what becomes of it.
/// </summary>
internal sealed class DamageSample
{
    private const string Settings = """
        actorbroker.data.compaction-interval = 20ms
        actorbroker.controller.events-per-snapshot = 4
        """;

    private static readonly Lazy<Task<DamageSample>> OfStop = new(() => MakeAsync(isClean: true));
    private static readonly Lazy<Task<DamageSample>> OfKill = new(() => MakeAsync(isClean: false));

    private readonly Dictionary<string, byte[]> _files;
    private readonly string _orders;
    private readonly string _keyed;

    private DamageSample(MemoryDisk disk, string orders, string keyed)
    {
        _files = FilesIn(disk, "/data").ToDictionary(file => file.Path, file => file.Bytes);
        (_orders, _keyed) = (orders, keyed);
    }

    /// <summary>What a stop leaves, or what a kill does.</summary>
    public static Task<DamageSample> OfAsync(bool isClean) => (isClean ? OfStop : OfKill).Value;

    /// <summary>A copy with one file gone, or with one bit of it turned over.</summary>
    /// <param name="name">Below the data directory; a replica's directory by its topic, and <c>*</c> for the first file that ends so below a directory.</param>
    /// <param name="isGone">False to turn over a bit in its last quarter.</param>
    public MemoryDisk With(string name, bool isGone)
    {
        var target = Find(name);
        var disk = new MemoryDisk();
        foreach (var (path, bytes) in _files)
        {
            disk.CreateDirectory(path[..path.LastIndexOf('/')]);
            if (path == target && isGone)
                continue;

            using var file = disk.Open(path, LogFileMode.New);
            file.Write(0, bytes);
        }

        if (!isGone)
            Flip(disk, target, _files[target].Length * 3 / 4);
        return disk;
    }

    /// <summary>Turns over one bit of a file.</summary>
    public static void Flip(MemoryDisk disk, string path, int position)
    {
        using var file = disk.Open(path, LogFileMode.Existing);
        var one = new byte[1];
        Assert.Equal(1, file.Read(position, one));
        one[0] ^= 1;
        file.Write(position, one);
    }

    /// <summary>A batch of one record, each of another producer; two have the same time, and the next two are late enough for another segment.</summary>
    public static byte[] Batch(int number, string key, string value)
    {
        var options = RecordBatchOptions.Default with { ProducerId = new ProducerId(1_000 + number), ProducerEpoch = new ProducerEpoch(0), BaseSequence = new Sequence(0) };
        using var builder = new RecordBatchBuilder(options);
        Assert.True(builder.TryAppend(1_700_000_000_000 + (number / 2 * 10_000), Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value)));
        return builder.ToArray();
    }

    private static async Task<DamageSample> MakeAsync(bool isClean)
    {
        var disk = new MemoryDisk(keepsHistory: !isClean);
        var host = await ServedHost.StartAsync(Settings, disk);
        host.CreateTopic("orders", 1, ("segment.ms", "1000"), ("index.interval.bytes", "0"));
        host.CreateTopic("keyed", 1, ("segment.ms", "1000"), ("cleanup.policy", "compact"), ("min.cleanable.dirty.ratio", "0"));
        host.CreateTopic("kept");
        await host.FindGroupsAsync();
        for (var number = 0; number < 8; number++)
        {
            Assert.Equal(ErrorCode.None, host.Produce("orders", Batch(number, "k", $"v{number}")));
            Assert.Equal(ErrorCode.None, host.Produce("keyed", Batch(number, "k", $"v{number}")));
        }

        Assert.Equal(ErrorCode.None, host.Produce("kept", Batch(9, "k", "v")));
        host.Commit("readers", "orders", 3);
        var (orders, keyed) = (DirectoryOf(host, "orders"), DirectoryOf(host, "keyed"));
        await CompactedAsync(host, $"/data/{keyed}/compaction");
        var left = isClean ? disk : disk.CrashedAt(disk.ChangeCount, DiskCrash.ProcessKill, new Random(1));
        await host.DisposeAsync();
        return new DamageSample(left, orders, keyed);
    }

    private static string DirectoryOf(ServedHost host, string topic)
    {
        var request = new MetadataRequest { Topics = new() { new MetadataRequest.MetadataRequestTopic { Name = topic } } };
        return $"logs/{Assert.Single(host.Kafka.Ask<MetadataResponse>(request).Topics).TopicId}-0";
    }

    private static async Task CompactedAsync(ServedHost host, string checkpoint)
    {
        using var limit = new CancellationTokenSource(Tool.Limit);
        while (!host.Disk.FileExists(checkpoint))
        {
            Assert.False(limit.IsCancellationRequested, $"{checkpoint} never came");
            await host.GetAsync("/health/live");
        }
    }

    private static IEnumerable<(string Path, byte[] Bytes)> FilesIn(MemoryDisk disk, string directory)
    {
        foreach (var entry in disk.List(directory))
        {
            var path = $"{directory}/{entry.Name}";
            if (entry.IsDirectory)
            {
                foreach (var file in FilesIn(disk, path))
                    yield return file;
                continue;
            }

            using var opened = disk.Open(path, LogFileMode.Existing);
            var bytes = new byte[opened.Length];
            opened.Read(0, bytes);
            yield return (path, bytes);
        }
    }

    private string Find(string name)
    {
        var path = $"/data/{name}".Replace("orders", _orders, StringComparison.Ordinal).Replace("keyed", _keyed, StringComparison.Ordinal);
        var parts = path.Split('*');
        return _files.Keys.Order(StringComparer.Ordinal).FirstOrDefault(
            file => file.StartsWith(parts[0], StringComparison.Ordinal) && file.EndsWith(parts[^1], StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no {path}, but {string.Join(", ", _files.Keys)}.", nameof(name));
    }
}
