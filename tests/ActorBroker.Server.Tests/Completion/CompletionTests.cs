using ActorBroker.Server.Commands;
using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Completion;

public sealed class CompletionTests(RunningBroker broker) : IClassFixture<RunningBroker>
{
    [Theory]
    [InlineData("topic desc", "describe")]
    [InlineData("gr", "group")]
    [InlineData("group seek readers --to earliest --dry", "--dry-run")]
    [InlineData("topic ls --output ", "json table")]
    public void The_program_knows_how_a_line_may_go_on(string line, string expected)
    {
        var suggested = ServerCommand.Run($"[suggest:{line.Length}]", line);

        Assert.Equal(expected, string.Join(' ', suggested.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("topic describe comp", "completed-topic")]
    [InlineData("topic alter comp", "completed-topic")]
    [InlineData("config ls --topic comp", "completed-topic")]
    [InlineData("group seek any --to latest --topic comp", "completed-topic")]
    [InlineData("produce completed", "completed-topic")]
    [InlineData("consume any comp", "completed-topic")]
    [InlineData("consume any --group comp", "completed-group")]
    [InlineData("group describe comp", "completed-group")]
    [InlineData("group seek comp", "completed-group")]
    public void Names_of_topics_and_groups_are_the_clusters(string line, string expected)
    {
        broker.Run("topic", "create", "completed-topic", "--if-not-exists");
        broker.Table("group", "seek", "completed-group", "--to", "latest", "--topic", "completed-topic");
        var environment = new Dictionary<string, string> { [ClientOptions.BrokersVariable] = broker.Address };

        var suggested = ServerCommand.Run([$"[suggest:{line.Length}]", line], "", environment);

        Assert.Equal(expected, suggested.Output.Trim());
    }

    [Fact]
    public void A_cluster_that_is_not_there_has_no_names()
    {
        var suggested = ServerCommand.Run(["[suggest:19]", "topic describe comp"], "", new Dictionary<string, string> { [ClientOptions.BrokersVariable] = "127.0.0.1:1" });

        Assert.Equal((ExitCode.Done, ""), (suggested.ExitCode, suggested.Output.Trim()));
    }

    [ToolFact("bash")]
    public void Bash_completes_by_its_script()
    {
        const string Script = """
            PATH="$(dirname "$0"):$PATH"
            source <(actorbroker completion bash)
            COMP_LINE="actorbroker topic des" COMP_POINT=21 COMP_WORDS=(actorbroker topic des) COMP_CWORD=2
            _actorbroker
            echo "${COMPREPLY[@]}"
            complete -p actorbroker
            """;

        var output = System.Text.Encoding.UTF8.GetString(Tool.Run("bash", ["-c", Script, ServerCommand.Program]));

        Assert.Equal("describe\ncomplete -o default -F _actorbroker actorbroker\n", output);
    }

    [Theory]
    [InlineData("zsh", "compdef _actorbroker actorbroker")]
    [InlineData("fish", "complete -c actorbroker")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName actorbroker")]
    public void Every_shell_gets_a_script_in_its_language(string shell, string expected)
    {
        var script = ServerCommand.Run("completion", shell);

        Assert.Equal(ExitCode.Done, script.ExitCode);
        Assert.Contains(expected, script.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", script.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shell_that_is_not_known_is_refused_with_those_that_are()
    {
        var refused = ServerCommand.Run("completion", "cmd");

        Assert.Equal((ExitCode.WrongUsage, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("'pwsh'", refused.Errors, StringComparison.Ordinal);
    }
}
