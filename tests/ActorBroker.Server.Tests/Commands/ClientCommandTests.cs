using System.CommandLine;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Tests.Commands;

public sealed class ClientCommandTests
{
    [Fact]
    public void A_broker_that_is_not_there_is_told_with_how_to_start_one()
    {
        var refused = ServerCommand.Run("topic", "ls", "--brokers", "127.0.0.1:1");

        Assert.Equal((ExitCode.Unreachable, ""), (refused.ExitCode, refused.Output));
        Assert.Equal(
            "error: could not reach 127.0.0.1:1: connection refused\nIs the broker running? 'actorbroker start' starts one; --brokers HOST:PORT says where another is.\n",
            refused.Errors);
    }

    [Theory]
    [InlineData("--brokers: 'nowhere:' is not HOST:PORT", "topic", "ls", "--brokers", "nowhere:")]
    [InlineData("--timeout: 'soon' is no duration", "topic", "ls", "--timeout", "soon")]
    [InlineData("Must be one of", "topic", "ls", "--output", "xml")]
    [InlineData("'actorbroker topic create --help' says what there is.", "topic", "create")]
    [InlineData("'actorbroker group --help' says what there is.", "group")]
    public void A_wrong_word_is_told(string expected, params string[] arguments)
    {
        var refused = ServerCommand.Run(arguments);

        Assert.Equal((ExitCode.WrongUsage, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(expected, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_names_the_brokers_and_the_option_is_stronger()
    {
        var environment = new Dictionary<string, string> { [ClientOptions.BrokersVariable] = "127.0.0.1:1" };

        var byEnvironment = ServerCommand.Run(["cluster", "info"], "", environment);
        var byOption = ServerCommand.Run(["cluster", "info", "-b", "127.0.0.1:2"], "", environment);

        Assert.Contains("127.0.0.1:1: connection refused", byEnvironment.Errors, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:2: connection refused", byOption.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_has_help_and_each_that_does_something_has_examples_that_can_be_parsed()
    {
        foreach (var command in Leaves(CommandLine.Create()).OfType<ClientCommand>())
        {
            var output = new StringWriter();
            var path = command.Examples[0].Split(' ').TakeWhile(word => !word.StartsWith('-')).ToArray();
            await CommandLine.Create().Parse([.. path, "--help"]).InvokeAsync(new InvocationConfiguration { Output = output });

            Assert.False(string.IsNullOrEmpty(command.Description));
            Assert.All(command.Examples, example => Assert.Contains($"  actorbroker {example}\n", output.ToString(), StringComparison.Ordinal));
            Assert.All(command.Examples, example => Assert.Empty(CommandLine.Parse(Words(example)).Errors));
        }
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);

    // What the shell would make of it, up to where another program begins.
    private static string[] Words(string example) =>
        [.. example.Split(' ').TakeWhile(word => word is not ("|" or "||" or ">" or ">>")).Select(word => word.Trim('\''))];
}
