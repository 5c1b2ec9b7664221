using System.CommandLine;
using ActorBroker.Model;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using Spectre.Console;

namespace ActorBroker.Server.Configs;

/// <summary><c>actorbroker config get</c>.</summary>
internal static class ConfigGetCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var keys = new Argument<string[]>("KEY") { Description = "The entries' names.", Arity = ArgumentArity.OneOrMore };
        var resource = new ResourceOptions(client);
        var command = new ClientCommand(client, "get", "Explains entries of a configuration: value, source, what else it could come from, what it is for.", "config get retention.ms --topic orders") { keys };
        resource.AddTo(command);
        command.Does(async (parsed, context) =>
        {
            var whose = await resource.ReadAsync(parsed, context);
            var wanted = parsed.GetValue(keys)!.Distinct().ToArray();
            var all = await new ConfigDirectory(context.Cluster).ReadAsync(whose, context.Cancellation);
            var outcomes = new Outcomes(context.Output);
            foreach (var missing in wanted.Except(all.Select(entry => entry.Name)))
                outcomes.Fail(new BrokerErrorException(ErrorCode.InvalidConfig, $"{whose}", $"there is no entry '{missing}'", NearNames.Question(missing, all.Select(entry => entry.Name))));

            var entries = all.Where(entry => wanted.Contains(entry.Name)).ToArray();
            context.Output.Write(entries, console =>
            {
                foreach (var entry in entries)
                    Write(console, entry);
            });
            return outcomes.ExitCode;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, ConfigEntry entry)
    {
        console.WriteLine($"{entry.Name} = {(entry.Sensitive ? "(secret)" : entry.Value ?? "-")}");
        console.WriteLine($"  source         {CommandOutput.NameOf(entry.Source)}");
        if (entry.Type is not null)
            console.WriteLine($"  type           {entry.Type}");
        console.WriteLine($"  at run time    {(entry.ReadOnly ? "no: only in the broker's configuration file" : "yes")}");
        foreach (var synonym in entry.Synonyms.Where(synonym => synonym.Source != entry.Source))
            console.WriteLine($"  {CommandOutput.NameOf(synonym.Source),-14} {synonym.Name} = {synonym.Value ?? "-"}");
        if (entry.Documentation is { Length: > 0 } documentation)
            console.WriteLine($"  {documentation}");
        console.WriteLine();
    }
}
