namespace ActorBroker.Server.Tests.Completion;

public sealed class CompletionTests
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
