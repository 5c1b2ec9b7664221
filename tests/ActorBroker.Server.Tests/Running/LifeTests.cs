using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Running;

public sealed class LifeTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    private string Data => Path.Join(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_welcome_names_version_node_address_data_and_how_to_begin()
    {
        using var server = await ServerProcess.StartAsync(Data);

        Assert.Matches(@"^127\.0\.0\.1:[1-9][0-9]+$", server.Kafka);
        Assert.Equal(Data, server.Welcome["data"]);
        Assert.Matches("^1 of cluster [A-Za-z0-9_-]{22}$", server.Welcome["node"]);
        Assert.Equal($"kcat -C -b {server.Kafka} -t greetings -o beginning", server.Welcome["consume"]);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_stops_it_clean(string signal)
    {
        using var server = await ServerProcess.StartAsync(Data);

        server.Signal(signal);

        Assert.Equal(0, await server.ExitAsync());
        Assert.Contains($"Stopping: SIG{signal} came.", server.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_stops_it_clean_also_in_the_background_of_a_script(string signal)
    {
        using var shell = await ServerProcess.StartInBackgroundAsync(Data);

        shell.Signal(signal, int.Parse(shell.Welcome["process"], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(0, await shell.ExitAsync());
    }

    [ToolFact("kcat")]
    public async Task After_a_clean_stop_the_cluster_and_its_records_are_there()
    {
        using var first = await ServerProcess.StartAsync(Data);
        Kcat.Produce(first.Kafka, "greetings", "hello", "world");
        first.Signal("TERM");
        Assert.Equal(0, await first.ExitAsync());

        using var second = await ServerProcess.StartAsync(Data);

        Assert.Equal(first.Welcome["node"], second.Welcome["node"]);
        Assert.Equal(["hello", "world"], Kcat.Consume(second.Kafka, "greetings"));
    }

    [ToolFact("kcat")]
    public async Task After_a_kill_the_cluster_and_all_that_was_acknowledged_are_there()
    {
        using var first = await ServerProcess.StartAsync(Data);
        Kcat.Produce(first.Kafka, "greetings", "hello", "world");
        first.Signal("KILL");
        Assert.Equal(128 + 9, await first.ExitAsync());

        using var second = await ServerProcess.StartAsync(Data);

        Assert.Equal(first.Welcome["node"], second.Welcome["node"]);
        Assert.Equal(["hello", "world"], Kcat.Consume(second.Kafka, "greetings"));
    }
}
