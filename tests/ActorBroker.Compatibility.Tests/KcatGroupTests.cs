using System.Text;

namespace ActorBroker.Compatibility.Tests;

/// <summary>Consumer groups of kcat, and with it of librdkafka.</summary>
public sealed class KcatGroupTests : IDisposable
{
    private const string Topic = "orders";
    private const int Partitions = 3;

    private readonly TempDirectory _data = new();
    private ServerProcess? _server;

    private ServerProcess Server => _server ??= new ServerProcess(
        _data.Path, "-X", "group.initial.rebalance.delay.ms=0", "-X", "actorbroker.controller.partition-count-default=3");

    [ToolFact("kcat")]
    public void A_group_goes_on_where_it_was_after_the_broker_was_stopped_or_killed()
    {
        ProduceToEach("m");
        var read = Read("audit", 40);

        Assert.Equal(0, Server.Stop());
        Restart();
        read.AddRange(Read("audit", 40));
        Server.Kill();
        Restart();
        read.AddRange(Read("audit", 40));

        Assert.Equal(Expected("m"), read.Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _server?.Dispose();
        _data.Dispose();
    }

    private static string[] Expected(string prefix) =>
        [.. Enumerable.Range(0, 40 * Partitions).Select(number => $"{prefix}-{number % Partitions}-{number / Partitions:D2}").Order(StringComparer.Ordinal)];

    /// <summary>Reads so many records as the only member, which then commits and leaves.</summary>
    private List<string> Read(string group, int count) => [.. Encoding.UTF8.GetString(Tool.Run("kcat", [
        "-G", group, "-b", Server.Address, "-q", "-X", "auto.offset.reset=earliest", "-c", $"{count}", "-f", "%s\n", Topic]))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private void ProduceToEach(string prefix)
    {
        for (var partition = 0; partition < Partitions; partition++)
        {
            var lines = Enumerable.Range(0, 40).Select(number => $"{prefix}-{partition}-{number:D2}\n");
            Tool.Run("kcat", ["-P", "-b", Server.Address, "-t", Topic, "-p", $"{partition}"], Encoding.UTF8.GetBytes(string.Concat(lines)));
        }
    }

    private void Restart()
    {
        _server!.Dispose();
        _server = null;
    }
}
