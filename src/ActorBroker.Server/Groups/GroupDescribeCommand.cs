using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using Spectre.Console;

namespace ActorBroker.Server.Groups;

/// <summary><c>actorbroker group describe</c>.</summary>
internal static class GroupDescribeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var names = new Argument<string[]>("GROUP") { Description = "The groups' names.", Arity = ArgumentArity.OneOrMore }.WithGroups(client);
        var command = new ClientCommand(
            client, "describe", "Tells groups' members, what they read, and how far behind they are: in records, and how old the first unread one is.", "group describe readers")
        {
            names,
        };
        command.Does(async (parsed, context) =>
        {
            var outcomes = new Outcomes(context.Output);
            var groups = new List<GroupProgress>();
            foreach (var name in parsed.GetValue(names)!.Distinct())
            {
                try
                {
                    groups.Add(await GroupProgress.ReadAsync(context, name));
                }
                catch (BrokerErrorException failure)
                {
                    outcomes.Fail(failure);
                }
            }

            Write(context, groups);
            return outcomes.ExitCode;
        });
        return command;
    }

    private static void Write(CommandContext context, List<GroupProgress> groups)
    {
        var data = groups.Select(group => new
        {
            group.Group.Name,
            group.Group.State,
            group.Group.Assignor,
            group.Group.Coordinator,
            group.Lag,
            group.LagMilliseconds,
            group.Group.Members,
            group.Partitions,
        });
        context.Output.Write(data, console =>
        {
            foreach (var group in groups)
                Write(console, group);
        });
    }

    private static void Write(IAnsiConsole console, GroupProgress progress)
    {
        var group = progress.Group;
        var members = group.Members is null ? "members not told (newer group protocol)" : Counted.Of(group.Members.Count, "member");
        console.WriteLine($"{group.Name}  {group.State}{(group.Assignor.Length > 0 ? $"  assignor {group.Assignor}" : "")}  coordinator {group.Coordinator}  {members}");
        console.WriteLine($"lag {Counted.Of(progress.Lag, "record")}, {AgeText(progress.LagMilliseconds) ?? "time not known"}");
        console.WriteLine();
        var partitions = new TextTable("TOPIC", "PARTITION>", "COMMITTED>", "END>", "LAG>", "LAG-TIME>", "MEMBER");
        foreach (var row in progress.Partitions)
            partitions.Add(row.Topic, row.Partition, row.Committed, row.End, row.Lag, AgeText(row.LagMilliseconds), row.MemberId);
        partitions.WriteTo(console);
        console.WriteLine();
        if (group.Members is not { Count: > 0 } all)
            return;

        var table = new TextTable("MEMBER", "INSTANCE", "CLIENT", "HOST", "PARTITIONS>");
        foreach (var member in all)
            table.Add(member.MemberId, member.InstanceId, member.ClientId, member.Host, member.Partitions.Count);
        table.WriteTo(console);
        console.WriteLine();
    }

    private static string? AgeText(long? milliseconds) => milliseconds is { } age ? Duration.Format(TimeSpan.FromMilliseconds(age)) : null;
}
