using System.CommandLine;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Completion;

/// <summary><c>actorbroker completion</c>: scripts by which shells complete command lines. They ask the program itself, by its directive <c>[suggest]</c>.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new ClientCommand(
            client, "completion", "Prints a script that makes a shell complete actorbroker's commands and options. Its first lines say where to put it.",
            "completion bash >> ~/.bashrc", "completion fish > ~/.config/fish/completions/actorbroker.fish")
        {
            shell,
        };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(Script(parsed.GetValue(shell)!)));
        return command;
    }

    private static string Script(string shell)
    {
        using var stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{shell}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
