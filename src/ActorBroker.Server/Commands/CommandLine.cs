using System.CommandLine;
using System.CommandLine.Help;
using ActorBroker.Server.Benches;
using ActorBroker.Server.Clusters;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Configs;
using ActorBroker.Server.Consuming;
using ActorBroker.Server.Groups;
using ActorBroker.Server.Logs;
using ActorBroker.Server.Producing;
using ActorBroker.Server.Topics;

namespace ActorBroker.Server.Commands;

/// <summary>The commands of <c>actorbroker</c>.</summary>
internal static class CommandLine
{
    /// <summary>Does what the arguments say; returns an <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments, InvocationConfiguration invocation)
    {
        var parsed = Parse(arguments);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(invocation);

        foreach (var error in parsed.Errors)
            await invocation.Error.WriteLineAsync(error.Message);
        await invocation.Error.WriteLineAsync($"'{PathOf(parsed)} --help' says what there is.");
        return ExitCode.WrongUsage;
    }

    /// <summary>Reads a command line; "@" begins a time in it, not the name of a file with more arguments.</summary>
    public static ParseResult Parse(string[] arguments) => Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>All commands.</summary>
    public static RootCommand Create()
    {
        var client = new ClientOptions();
        var root = new RootCommand("ActorBroker: a log broker that speaks Kafka's protocol.")
        {
            StartCommand.Create(),
            TopicCommand.Create(client),
            GroupCommand.Create(client),
            ConfigCommand.Create(client),
            ClusterCommand.Create(client),
            ProduceCommand.Create(client),
            ConsumeCommand.Create(client),
            BenchCommand.Create(client),
            LogCommand.Create(client),
            CompletionCommand.Create(client),
        };
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(HelpOption());
        return root;
    }

    private static HelpOption HelpOption()
    {
        var help = new HelpOption("--help", "-h", "-?");
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return help;
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            names.Add(command.Command is RootCommand ? "actorbroker" : command.Command.Name);
        names.Reverse();
        return string.Join(' ', names);
    }
}
