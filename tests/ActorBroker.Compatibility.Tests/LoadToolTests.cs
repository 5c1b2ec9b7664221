using System.Text;

namespace ActorBroker.Compatibility.Tests;

/// <summary>librdkafka's own load tool, in its present version.</summary>
public sealed class LoadToolTests : IDisposable
{
    private const string Load = "rdkafka_performance";
    private const int Count = 4_000;

    private readonly TempDirectory _data = new();
    private readonly ServerProcess _server;

    public LoadToolTests() => _server = new ServerProcess(_data.Path, "-X", "actorbroker.controller.partition-count-default=3");

    [ToolFact(Load, "kcat")]
    public void What_it_sends_to_each_partition_with_every_codec_is_read_back_whole()
    {
        var sequence = Enumerable.Range(0, Count).Select(number => $"{number}").ToArray();
        // Side by side: each run waits a second and more before it sends, and ends.
        Parallel.ForEach((string[])["none", "gzip", "snappy", "lz4", "zstd"], codec =>
        {
            var topic = $"load-{codec}";
            foreach (var partition in (int[])[0, 1, 2])
            {
                Run("-P", "-t", topic, "-p", $"{partition}", "-c", $"{Count}", "-S", "0", "-z", codec, "-a", "-1");

                Assert.Equal(sequence, Read(topic, partition));
                Assert.Contains($"{Count} messages (", Run("-C", "-t", topic, "-p", $"{partition}", "-o", "beginning", "-c", $"{Count}"), StringComparison.Ordinal);
            }
        });
    }

    [ToolTheory(Load, "kcat")]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("-1")]
    public void Nothing_is_lost_with_any_kind_of_acknowledgement(string acks)
    {
        Run("-P", "-t", "acknowledged", "-p", "1", "-c", $"{Count}", "-S", "0", "-a", acks);

        Assert.Equal(Enumerable.Range(0, Count).Select(number => $"{number}"), Read("acknowledged", 1, "-c", $"{Count}"));
    }

    public void Dispose()
    {
        _server.Dispose();
        _data.Dispose();
    }

    /// <summary>The numbers with which the values begin.</summary>
    private string[] Read(string topic, int partition, params string[] options)
    {
        string[] range = ["-p", $"{partition}", "-o", "beginning", .. options.Length == 0 ? ["-e"] : options];
        var values = Tool.Run("kcat", ["-C", "-q", "-b", _server.Address, "-t", topic, "-f", "%s\n", .. range]);
        return [.. Encoding.UTF8.GetString(values).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(value => value.Split(':')[0])];
    }

    private string Run(params string[] arguments) => Encoding.UTF8.GetString(Tool.Run(Load, ["-b", _server.Address, .. arguments]));
}
