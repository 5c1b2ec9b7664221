using ActorBroker.Hosting;
using ActorBroker.Server.Running;

namespace ActorBroker.Server.Tests.Running;

public sealed class RefusalTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_port_that_is_taken_is_told_with_the_option_that_gives_another()
    {
        using var holder = new ServerProcess(In("a"));

        var complaint = Refused(ExitCode.NotStarted, "start", "--data", In("b"), "--kafka", holder.Address, "--http", "off");

        Assert.Contains($"Another program listens on {holder.Address} already.", complaint, StringComparison.Ordinal);
        Assert.Contains("--kafka HOST:PORT", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_of_http_that_is_taken_is_told_with_the_option_that_gives_another()
    {
        using var holder = new ServerProcess(In("a"));

        var complaint = Refused(ExitCode.NotStarted, "start", "--data", In("b"), "--kafka", "127.0.0.1:0", "--http", holder.HttpAddress);

        Assert.Contains($"Another program listens on {holder.HttpAddress} already.", complaint, StringComparison.Ordinal);
        Assert.Contains("--http HOST:PORT", complaint, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("b")));
    }

    [Fact]
    public void A_directory_of_a_running_broker_is_told_with_the_option_that_gives_another()
    {
        using var holder = new ServerProcess(In("a"));

        var complaint = Refused(ExitCode.NotStarted, "start", "--kafka", "127.0.0.1:0", "--http", "off", "--data", In("a"));

        Assert.Contains($"The data directory '{In("a")}' is in use by another process.", complaint, StringComparison.Ordinal);
        Assert.Contains("--data DIR", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_of_another_node_is_told_with_both_numbers()
    {
        using var first = new ServerProcess(In("a"));
        Assert.Equal(ExitCode.Done, first.Stop());

        var complaint = Refused(ExitCode.NotStarted, "start", "--kafka", "127.0.0.1:0", "--http", "off", "--data", In("a"), "-X", "actorbroker.node.id=2");

        Assert.Contains("it belongs to node 1, and this is node 2", complaint, StringComparison.Ordinal);
        Assert.Contains("-X actorbroker.node.id=N", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_told_with_the_reason()
    {
        File.WriteAllText(In("file"), "");

        var complaint = Refused(ExitCode.NotStarted, "start", "--kafka", "127.0.0.1:0", "--http", "off", "--data", In("file/data"));

        Assert.Contains($"The data directory '{In("file/data")}' cannot be used.", complaint, StringComparison.Ordinal);
        Assert.Contains("choose another directory with --data DIR", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_other_machines_reach_is_told_with_the_option_that_allows_it()
    {
        var complaint = Refused(ExitCode.NotStarted, "start", "--data", In("a"), "--kafka", "0.0.0.0:0");

        Assert.Contains("Say --insecure if that is meant", complaint, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("a")));
    }

    [Fact]
    public void An_address_of_http_that_other_machines_reach_is_told_with_the_option_that_allows_it()
    {
        var complaint = Refused(ExitCode.NotStarted, "start", "--data", In("a"), "--kafka", "127.0.0.1:0", "--http", "0.0.0.0:0");

        Assert.Contains("read the names and figures of all topics and groups", complaint, StringComparison.Ordinal);
        Assert.Contains("--http 127.0.0.1:8080", complaint, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("a")));
    }

    [Fact]
    public void A_file_that_is_no_hocon_is_told_with_line_and_column()
    {
        File.WriteAllText(In("bad.conf"), "actorbroker {\n  node.id = ]\n}\n");

        var complaint = Refused(ExitCode.WrongUsage, "start", "--config", In("bad.conf"));

        Assert.Matches(@"bad\.conf.*2.*13", complaint);
    }

    [Theory]
    [InlineData("There is no key 'actorbroker.kafka.port'.", "start", "-X", "actorbroker.kafka.port=1")]
    [InlineData("must be one of commit, os", "start", "--flush", "never")]
    [InlineData("must be HOST:PORT", "start", "--kafka", "9092")]
    [InlineData("must be HOST:PORT", "start", "--http", "on")]
    [InlineData("'--nonsense'", "start", "--nonsense")]
    [InlineData("'actorbroker --help' says what there is.", "begin")]
    public void A_wrong_word_is_told_and_nothing_is_touched(string expected, params string[] arguments)
    {
        Assert.Contains(expected, Refused(ExitCode.WrongUsage, arguments), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_that_an_option_solves_names_it()
    {
        var silent = Enum.GetValues<StartProblem>().Where(problem => StartAdvice.For(problem, null)?.Contains("--", StringComparison.Ordinal) != true);

        Assert.Equal([StartProblem.Failed, StartProblem.DataDamaged], silent);
    }

    [Theory]
    [InlineData(StartProblem.AddressInUse)]
    [InlineData(StartProblem.AddressUnusable)]
    [InlineData(StartProblem.AddressInsecure)]
    public void A_problem_of_an_address_names_the_option_of_its_own_listener(StartProblem problem)
    {
        Assert.Contains("--http", StartAdvice.For(problem, "actorbroker.http.listen"), StringComparison.Ordinal);
        Assert.Contains("--kafka", StartAdvice.For(problem, "actorbroker.kafka.listen"), StringComparison.Ordinal);
    }

    private static string Refused(int code, params string[] arguments)
    {
        var refused = ServerCommand.Run(arguments);
        Assert.Equal((code, ""), (refused.ExitCode, refused.Output));
        return refused.Errors;
    }

    private string In(string name) => Path.Join(_folder.Path, name);
}
