using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Groups;

/// <summary><c>actorbroker group ls</c>.</summary>
internal static class GroupListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var states = new Option<string[]>("--state")
        {
            Description = "Only groups in this state: Stable, Empty, PreparingRebalance, CompletingRebalance, Dead; may be said more than once.",
            HelpName = "STATE",
        };
        var command = new ClientCommand(client, "ls", "Lists groups with their states.", "group ls", "group ls --state Empty -o json") { states };
        command.Aliases.Add("list");
        command.Does(async (parsed, context) =>
        {
            var groups = await new GroupDirectory(context.Cluster).AllAsync(context.Cancellation);
            if (parsed.GetValue(states) is { Length: > 0 } wanted)
                groups = [.. groups.Where(group => wanted.Contains(group.State, StringComparer.OrdinalIgnoreCase))];
            context.Output.Write(groups, console =>
            {
                var table = new TextTable("GROUP", "STATE", "TYPE", "PROTOCOL", "COORDINATOR>");
                foreach (var group in groups)
                    table.Add(group.Name, group.State, group.Type, group.ProtocolType, group.Coordinator);
                table.WriteTo(console);
            });
            return ExitCode.Done;
        });
        return command;
    }
}
