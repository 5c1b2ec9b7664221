using System.CommandLine;

namespace ActorBroker.Server.Commands;

/// <summary>The commands of <c>actorbroker</c>.</summary>
internal static class CommandLine
{
    /// <summary>Does what the arguments say; returns an <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments, InvocationConfiguration invocation)
    {
        var root = new RootCommand("ActorBroker: a log broker that speaks Kafka's protocol.") { StartCommand.Create() };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(invocation);

        foreach (var error in parsed.Errors)
            await invocation.Error.WriteLineAsync(error.Message);
        await invocation.Error.WriteLineAsync("'actorbroker --help' and 'actorbroker start --help' say what there is.");
        return ExitCode.WrongUsage;
    }
}
