using System.Text;
using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Running;

public sealed class LifeTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    private string Data => Path.Join(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_welcome_names_version_node_address_data_and_how_to_begin()
    {
        using var server = new ServerProcess(Data);

        Assert.Matches(@"^127\.0\.0\.1:[1-9][0-9]+$", server.Address);
        Assert.Matches(@"^127\.0\.0\.1:[1-9][0-9]+$", server.HttpAddress);
        Assert.Equal(Data, server.Welcome["data"]);
        Assert.Matches("^1 of cluster [A-Za-z0-9_-]{22}$", server.Welcome["node"]);
    }

    [Fact]
    public void What_the_welcome_advises_works_as_it_stands()
    {
        using var server = new ServerProcess(Data);

        var output = Tool.Run("bash", ["-c", $"{server.Welcome["produce"]} && {server.Welcome["consume"]}"]);

        Assert.Equal("hello\n", Encoding.UTF8.GetString(output));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void A_signal_stops_it_clean(string signal)
    {
        using var server = new ServerProcess(Data);

        server.Signal(signal);

        Assert.Equal(0, server.Exit());
        Assert.Contains($"Stopping: SIG{signal} came.", server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void A_signal_stops_it_clean_also_in_the_background_of_a_script(string signal)
    {
        using var shell = ServerProcess.InBackgroundOfScript(Data);

        shell.Signal(signal);

        Assert.Equal(0, shell.Exit());
    }

    [ToolFact("kcat")]
    public void After_a_clean_stop_the_cluster_and_its_records_are_there()
    {
        using var first = new ServerProcess(Data);
        Kcat.Produce(first.Address, "greetings", "hello", "world");
        Assert.Equal(0, first.Stop());

        using var second = new ServerProcess(Data);

        Assert.Equal(first.Welcome["node"], second.Welcome["node"]);
        Assert.Equal(["hello", "world"], Kcat.Consume(second.Address, "greetings"));
    }

    [ToolFact("kcat")]
    public void After_a_kill_the_cluster_and_all_that_was_acknowledged_are_there()
    {
        using var first = new ServerProcess(Data);
        Kcat.Produce(first.Address, "greetings", "hello", "world");
        first.Signal("KILL");
        Assert.Equal(128 + 9, first.Exit());

        using var second = new ServerProcess(Data);

        Assert.Equal(first.Welcome["node"], second.Welcome["node"]);
        Assert.Equal(["hello", "world"], Kcat.Consume(second.Address, "greetings"));
    }
}
