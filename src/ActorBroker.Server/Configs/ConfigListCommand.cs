using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Configs;

/// <summary><c>actorbroker config ls</c>.</summary>
internal static class ConfigListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var resource = new ResourceOptions(client);
        var chosen = new Option<bool>("--changed") { Description = "Only entries that somebody chose: for the topic, at run time, in the file." };
        var command = new ClientCommand(client, "ls", "Lists a configuration: each entry's value, and where it comes from.", "config ls --topic orders", "config ls --broker 1 --changed");
        command.Aliases.Add("list");
        resource.AddTo(command);
        command.Options.Add(chosen);
        command.Does(async (parsed, context) =>
        {
            var entries = await new ConfigDirectory(context.Cluster).ReadAsync(await resource.ReadAsync(parsed, context), context.Cancellation);
            if (parsed.GetValue(chosen))
                entries = [.. entries.Where(entry => entry.IsChosen)];
            context.Output.Write(entries, console =>
            {
                var table = new TextTable("KEY", "VALUE", "SOURCE", "TYPE", "AT RUN TIME");
                foreach (var entry in entries)
                    table.Add(entry.Name, entry.Sensitive ? "(secret)" : entry.Value, entry.Source, entry.Type, entry.ReadOnly ? "no" : "yes");
                table.WriteTo(console);
            });
            return ExitCode.Done;
        });
        return command;
    }
}
